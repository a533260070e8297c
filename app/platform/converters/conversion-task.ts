import type { Sniffed } from '~/platform/files/sniff.server'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import { LONGEST_PRESET_SIDE } from '~/platform/images/preset-settings'

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

/** Returns the longest side in pixels that a drawing is drawn at for an edit of it to have `side` pixels, within the limit of presets. */
export function drawnSide(side: number, edit: EditRecipe | null | undefined): number {
  const kept = edit?.crop ? Math.min(edit.crop.width, edit.crop.height) : 1
  return Math.min(LONGEST_PRESET_SIDE, Math.ceil(side / kept))
}
