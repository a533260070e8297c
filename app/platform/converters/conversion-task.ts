import type { Sniffed } from '~/platform/files/sniff.server'

/** A file to be converted. */
export interface ConversionTask {
  localPath: string
  sniffed: Sniffed
  /** An existing folder of the caller's, for everything that is made on the way. */
  workDir: string
  /** Pixels of the longest side that drawings and pages are drawn at; `DRAWN_SIDE` unless it is said. */
  side?: number
  signal?: AbortSignal
}

/** A picture that our own decoder reads. */
export interface ConvertedPicture {
  file: string
  sniffed: Sniffed
}

/** Pixels of the longest side that drawings and pages are drawn at: that of the largest form, so that none is enlarged. */
export const DRAWN_SIDE = 2048
