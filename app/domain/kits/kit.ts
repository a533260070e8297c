import type { Deliverable, Refused } from '~/domain/delivery/delivery.server'

/** Which form of each asset a kit holds: the web rendition, or the best that the viewer may have. */
export type KitSize = 'web' | 'best'

/** An asset that a kit does not hold, and why. */
export interface LeftOut {
  assetId: string
  reason: Refused
}

/** What is asked for when a kit is asked for. */
export interface KitRequest {
  /** The assets, in the order of the kit. */
  ids: readonly string[]
  size: KitSize
  locale: string
  title: string
}

/** A file of a kit under its name in the ZIP. */
export interface KitFile extends Deliverable {
  name: string
}

/** A text that a kit carries about itself. */
export interface KitDocument {
  name: string
  text: string
}

/** Everything that makes the bytes of a kit, short of the files' own. */
export interface KitContents {
  /** Name of the ZIP. */
  fileName: string
  files: KitFile[]
  documents: KitDocument[]
  /** Time of the documents in the ZIP: that of the newest approval, so that the same kit is the same bytes. */
  modifiedAt: Date
  leftOut: LeftOut[]
  /** Digest of credits, licences, terms and ends of all files: equal while these say the same. */
  rightsDigest: string
}
