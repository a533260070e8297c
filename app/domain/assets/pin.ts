import { z } from 'zod'

/** The choice for an item of a collection or share: a version, or none to follow the approved one. */
export const PinChoice = z.strictObject({ asset: z.uuid(), version: z.uuid().optional() })

/** A pin of an item of a collection or share. */
export interface Pin {
  assetId: string
  versionId: string
  number: number
  pinnedAt: Date
  /** Whether the version is no longer approved, so that the item delivers nothing. */
  isWithdrawn: boolean
}

/** What a pin of one item is stored as. */
export interface StoredPin {
  pinnedVersionId: string | null
  pinnedAt: Date | null
}

export const NO_PIN: StoredPin = { pinnedVersionId: null, pinnedAt: null }
