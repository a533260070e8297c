import type { FontAxis } from '../font-specimen'

/** Features that shape scripts correctly: switching them off would show a mistake, not a choice. */
const REQUIRED = /^(ccmp|locl|mark|mkmk|init|medi|med2|fina|fin2|fin3|isol|rlig|rclt|rvrn|abv[ms]|blw[ms]|curs|dist)$/
const TAG = /^[\x20-\x7e]{4}$/
/** Features that browsers apply by themselves (CSS Fonts 4, section 6.11). */
const ON = new Set(['kern', 'liga', 'clig', 'calt'])
const MOST = 60

/** Returns the features that a reader can try, in the order of the font. */
export const choosableFeatures = (tags: readonly string[]): string[] =>
  [...new Set(tags)].filter((tag) => TAG.test(tag) && !REQUIRED.test(tag) && !/["\\]/.test(tag)).slice(0, MOST)

/** Returns whether a feature is on until the reader switches it off. */
export const isOnByDefault = (tag: string): boolean => ON.has(tag)

/** Returns the axes whose tag and bounds make sense. */
export const usableAxes = (axes: readonly FontAxis[]): FontAxis[] =>
  axes
    .filter(({ tag, min, max }) => TAG.test(tag) && !/["\\]/.test(tag) && Number.isFinite(min) && min < max)
    .slice(0, 16)

/** Returns the value of `font-feature-settings` for what was switched. */
export const featureSettings = (switched: Readonly<Record<string, boolean>>): string =>
  Object.entries(switched)
    .map(([tag, isOn]) => `"${tag}" ${isOn ? 1 : 0}`)
    .join(', ') || 'normal'

/** Returns the value of `font-variation-settings` for positions on axes. */
export const variationSettings = (positions: Readonly<Record<string, number>>): string =>
  Object.entries(positions)
    .map(([tag, value]) => `"${tag}" ${value}`)
    .join(', ') || 'normal'

/** Returns the key of a feature's name and its number, for `ss03` and `cv12`. */
export function featureName(tag: string): { key: string; number: number } {
  const [, kind, number] = /^(ss|cv)(\d\d)$/.exec(tag) ?? []
  return { key: kind ?? tag, number: Number(number ?? 0) }
}
