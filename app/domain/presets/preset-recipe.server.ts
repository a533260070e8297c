import { createHash } from 'node:crypto'
import { type Credited, creditHash } from '~/domain/renditions/recipes.queries.server'
import type { PresetSettings } from '~/platform/images/preset-settings'

/** Changes when what comes out changes for a reason that settings do not show. */
const GENERATION = 1

/**
 * Returns the hash of the settings of a preset, 16 hex digits; of a size without a preset the key is null. Two presets of equal
 * settings have different hashes, so that each can be changed alone.
 */
export function settingsHash(key: string | null, settings: PresetSettings): string {
  const { format, width, height, fit, colourSpace, quality, background, dpi, clip } = settings
  const parts: unknown[] = [GENERATION, key, format, width, height, fit, colourSpace, quality, background, dpi]
  if (clip) parts.push('clip', clip.from, clip.to, clip.lines)
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** Returns what the bytes of a rendition depend on besides the original: its settings and the credit in it. */
export const sizedRecipe = (key: string | null, settings: PresetSettings, credit: Credited): string =>
  `${settingsHash(key, settings)}-${creditHash(credit)}`
