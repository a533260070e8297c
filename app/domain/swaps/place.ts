import { z } from 'zod'

/** Pictures that a portal shows by themselves. */
export const PORTAL_FIELDS = ['logoAssetId', 'logoDarkAssetId', 'heroAssetId'] as const
export type PortalField = (typeof PORTAL_FIELDS)[number]

/** Where an asset is used: in a collection, in a share itself, as a picture of a portal. */
export type Place = { kind: 'collection' | 'share'; id: string } | { kind: 'portal'; id: string; field: PortalField }

/** Returns a place as one word, for the fields of forms. */
export const keyOf = (place: Place): string =>
  place.kind === 'portal' ? `portal:${place.id}:${place.field}` : `${place.kind}:${place.id}`

/** A place in a form. Throws no error of its own: what is no place is refused by the schema. */
export const PlaceKey = z
  .string()
  .regex(/^(?:(?:collection|share):[0-9a-f-]{36}|portal:[0-9a-f-]{36}:(?:logoAssetId|logoDarkAssetId|heroAssetId))$/)

/** Where one asset takes the place of another. */
export interface SwappedPair {
  fromId: string
  toId: string
}

/** What a swap changed in one place, and what undoing it needs. */
export interface SwappedPlace {
  kind: Place['kind']
  id: string
  field?: PortalField
  /** Position that the asset had. */
  position?: number
  /** Whether the other one was there already, so that the asset was taken out. */
  hadBoth?: boolean
  /** Whether it was the cover of the collection. */
  wasCover?: boolean
  /** The pin that the asset had there; its instant as ISO 8601 once it is stored. */
  pinnedVersionId?: string | null
  pinnedAt?: Date | string | null
}
