export interface Preset {
  /** Longest side in pixels; nothing is enlarged to it. */
  side: number
  /** Whether moving pictures keep moving. */
  animated: boolean
  quality: number
}

const RECIPES = {
  thumb: { side: 480, animated: false, quality: 78 },
  small: { side: 960, animated: false, quality: 75 },
  preview: { side: 1600, animated: true, quality: 80 },
  web: { side: 2048, animated: false, quality: 85 },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof RECIPES

/** The pictures that pages show, smallest first; `web` is the one that is taken away as a file. */
export const PAGE_PRESETS = ['thumb', 'small', 'preview'] as const satisfies PresetName[]

/** Changes when what comes out changes for a reason that the numbers below do not show. */
const GENERATION = 3

/** The clean form of an original: rises when what is taken out of it changes. */
const CLEANING = 1

/** The forms every picture is made in; the hash names the recipe in the key of its output. */
export const PRESETS = Object.fromEntries(
  Object.entries(RECIPES).map(([name, recipe]) => {
    const recipeHash = fingerprintOf(JSON.stringify({ ...recipe, name, GENERATION }))
    return [name, { ...recipe, recipeHash }]
  }),
) as Record<PresetName, Preset & { recipeHash: string }>

export type RenditionPreset = PresetName | 'clean'

/** Everything that is made of a version, by the hash of its recipe. */
export const RECIPE_HASHES = {
  ...Object.fromEntries(Object.entries(PRESETS).map(([name, { recipeHash }]) => [name, recipeHash])),
  clean: fingerprintOf(`clean ${CLEANING}`),
} as Record<RenditionPreset, string>

export const RENDITION_PRESETS = Object.keys(RECIPE_HASHES) as RenditionPreset[]

/** FNV-1a, 32 bits, as hex: it only tells recipes apart, and the browser may read this file. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
