import { type Family, familyOf, KINDS_WITH_FORMS, MEDIA_OF, PICTURES_OF } from './families'
import { presetOf } from './preset-uses'
import type { MediaPresetName, PresetName } from './presets'

/** Changes when what comes out changes for a reason that the numbers of a preset do not show. */
const GENERATION = 4

/** Version of the clean original: raise when what is removed from it changes. */
const CLEANING = 1

/** Version of the picture that a converter makes of a file: raise when it makes another one. */
const CONVERTING = 1

/** Version of the forms that are not pictures, by family: raise when another film, sound, PDF or contents come out. */
const MEDIA_GENERATION: Record<Family, number> = {
  ...{ picture: 1, document: 2, film: 1, sound: 1, font: 1, model: 1, contents: 1 },
}

export type RenditionPreset = PresetName | MediaPresetName | 'clean'

/** Hash of the recipe of a clean original, which is part of the key of its output. */
export const CLEAN_HASH = fingerprintOf(`clean ${CLEANING}`)

/** Returns everything that is made of a kind of file besides its clean original, by the hash of its recipe. */
export function recipeHashesOf(kind: string): Partial<Record<PresetName | MediaPresetName, string>> {
  const family = familyOf(kind)
  if (!family) return {}
  const media = MEDIA_OF[family].map((name) => [name, fingerprintOf(`${name} ${family} ${MEDIA_GENERATION[family]}`)])
  return Object.fromEntries([...PICTURES_OF[family].map((name) => [name, pictureHash(name)]), ...media])
}

/** Every kind, preset and hash, for comparing all versions at once. */
export const WANTED: readonly { kind: string; preset: string; hash: string }[] = KINDS_WITH_FORMS.flatMap((kind) =>
  Object.entries(recipeHashesOf(kind)).map(([preset, hash]) => ({ kind, preset, hash })),
)

/** Tier and uses say where a rendition goes and not what it is: they are not part of its recipe. */
function pictureHash(name: PresetName): string {
  const { side, animated, quality, format } = presetOf(name)
  return fingerprintOf(JSON.stringify({ side, animated, quality, format, name, GENERATION, CONVERTING }))
}

/** FNV-1a, 32 bits, as hex: it only tells recipes apart. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
