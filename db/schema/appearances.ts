import type { ColumnType, Generated } from 'kysely'

/** What the picture of a version looks like. */
export interface PictureAppearanceTable {
  versionId: string
  assetId: string
  /** How it was read; read again when that differs. */
  recipe: number
  /** Its colours as numbers, that of the largest part first, and the share of each in per cent. */
  colours: number[]
  shares: number[]
  /** What is where in it, in 64 bytes; null for a picture that could not be read. */
  layout: Buffer | null
  /** 64 bits of the layout. */
  signature: string | null
  /** Its places in the orders of layouts. */
  keys: string[]
  /** Why it could not be read. */
  reason: string | null
  madeAt: Generated<Date>
}

/** A picture that somebody searches by, for an hour. */
export interface PictureSearchTable {
  id: string
  personId: string
  fileName: string
  /** Of the bytes of the file, once it was looked at. */
  sha256: string | null
  /** The file, until it was looked at. */
  bytes: Buffer | null
  /** The picture as a small WebP, once it was looked at. */
  picture: Buffer | null
  colours: number[] | null
  shares: number[] | null
  layout: Buffer | null
  /** Perceptual hash; null for a picture with too little detail. */
  hash: string | null
  /** Why it could not be looked at. */
  reason: string | null
  askedAt: ColumnType<Date, never, never>
}
