import type { Look } from '~/domain/appearances/unlikeness'

/** A picture that others are searched by: one of an asset, or one that somebody brought. */
export interface Exemplar {
  /** The asset that it is of, which is not found itself. */
  assetId?: string
  look: Look
  /** Perceptual hash; undefined for a picture with too little detail. */
  hash?: bigint
  /** Of the file. */
  sha256: string
}
