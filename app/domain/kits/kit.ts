import type { DeliverableFile, Refused } from '~/domain/delivery/delivery.server'

/**
 * Which file of each asset a kit contains: the web rendition, the best that the viewer may download, or what a preset makes, and
 * the web rendition of what it makes nothing of.
 */
export type KitSize = 'web' | 'best' | { preset: string }

/** An asset left out of a kit, and why. */
export interface LeftOut {
  assetId: string
  reason: Refused
}

/** Parameters of a kit. */
export interface KitRequest {
  /** The assets, in the order of the kit. */
  ids: readonly string[]
  size: KitSize
  locale: string
  title: string
}

/** A file of a kit under its name in the ZIP. */
export interface KitFile extends DeliverableFile {
  name: string
}

/** A text file of a kit about its own contents. */
export interface KitDocument {
  name: string
  text: string
}

/** Everything that determines the bytes of a kit, except the bytes of its files. */
export interface KitContents {
  /** Name of the ZIP. */
  fileName: string
  files: KitFile[]
  documents: KitDocument[]
  /** Modification time of the documents in the ZIP: the newest approval, so that equal kits have equal bytes. */
  modifiedAt: Date
  leftOut: LeftOut[]
  /** Digest of the credits, licences, terms and licence ends of all files. */
  rightsDigest: string
}
