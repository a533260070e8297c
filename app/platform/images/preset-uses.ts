import { MEDIA_PRESETS, type MediaPresetName, PRESETS, type Preset, type PresetName, type Use } from './presets'

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]
export const MEDIA_PRESET_NAMES = Object.keys(MEDIA_PRESETS) as MediaPresetName[]

export const presetOf = (name: PresetName): Preset => PRESETS[name]

/** Returns what the terms must allow for a form to leave. */
export const tierOf = (name: PresetName | MediaPresetName): Preset['tier'] =>
  ({ ...PRESETS, ...MEDIA_PRESETS })[name].tier

/** The presets of any of `uses`, smallest first. */
export const presetsFor = (...uses: Use[]): PresetName[] =>
  PRESET_NAMES.filter((name) => presetOf(name).uses.some((use) => uses.includes(use))).sort(
    (one, other) => presetOf(one).side - presetOf(other).side,
  )

/** The pictures that pages show. */
export const PAGE_PRESETS = presetsFor('tile', 'picture')

/** What pages show and play: pictures, films, sounds, documents. */
export const SHOWN_PRESETS: readonly (PresetName | MediaPresetName)[] = [
  ...PAGE_PRESETS,
  ...MEDIA_PRESET_NAMES.filter((name) => (MEDIA_PRESETS[name].uses as readonly Use[]).includes('view')),
]

/**
 * The presets that a rendition is sent in, the best first: of pictures in pages a larger one of the same tier stands in for one
 * that is not made yet. A file is what it is called.
 */
export const standInsFor = (name: PresetName | MediaPresetName): (PresetName | MediaPresetName)[] => {
  const at = PAGE_PRESETS.indexOf(name as PresetName)
  if (at < 0) return [name]
  return PAGE_PRESETS.slice(at).filter((larger) => tierOf(larger) === tierOf(name))
}
