import { PRESET_NAMES, presetOf } from './preset-uses'
import type { PresetName } from './presets'

/** Changes when what comes out changes for a reason that the numbers of a preset do not show. */
const GENERATION = 3

/** Version of the clean original: raise when what is removed from it changes. */
const CLEANING = 1

/**
 * Formats that recipes of this generation do not name: the hashes of renditions that exist were made without them, and
 * another hash makes all of them anew. Empty as soon as `GENERATION` rises.
 */
const UNNAMED_FORMATS: Record<string, string> = { thumb: 'webp', small: 'webp', preview: 'webp', web: 'jpeg' }

export type RenditionPreset = PresetName | 'clean'

/** Everything that is made of a version, by the hash of its recipe, which is part of the key of its output. */
export const RECIPE_HASHES = {
  ...Object.fromEntries(PRESET_NAMES.map((name) => [name, recipeHash(name)])),
  clean: fingerprintOf(`clean ${CLEANING}`),
} as Record<RenditionPreset, string>

export const RENDITION_PRESETS = Object.keys(RECIPE_HASHES) as RenditionPreset[]

/** Tier and uses say where a rendition goes and not what it is: they are not part of its recipe. */
function recipeHash(name: PresetName): string {
  const { side, animated, quality, format } = presetOf(name)
  const named = UNNAMED_FORMATS[name] === format ? {} : { format }
  return fingerprintOf(JSON.stringify({ side, animated, quality, ...named, name, GENERATION }))
}

/** FNV-1a, 32 bits, as hex: it only tells recipes apart. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
