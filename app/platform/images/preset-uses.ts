import { PRESETS, type Preset, type PresetName, type Use } from './presets'

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]

export const presetOf = (name: PresetName): Preset => PRESETS[name]

/** The presets of any of `uses`, smallest first. */
export const presetsFor = (...uses: Use[]): PresetName[] =>
  PRESET_NAMES.filter((name) => presetOf(name).uses.some((use) => uses.includes(use))).sort(
    (one, other) => presetOf(one).side - presetOf(other).side,
  )

/** The pictures that pages show. */
export const PAGE_PRESETS = presetsFor('tile', 'picture')

/**
 * The presets that a rendition is sent in, the best first: of pictures in pages a larger one of the same tier stands in for one
 * that is not made yet. A file is what it is called.
 */
export const standInsFor = (name: PresetName): PresetName[] =>
  PAGE_PRESETS.includes(name)
    ? PAGE_PRESETS.slice(PAGE_PRESETS.indexOf(name)).filter((larger) => presetOf(larger).tier === presetOf(name).tier)
    : [name]
