import type { TFunction } from 'i18next'

/** Placeholder for the inserted text; a noncharacter, which no text contains (Unicode 16, section 23.7). */
const GAP = '\uFDD0'

/** Returns a function that inserts a text into a translated sentence: a list of a hundred translates it once. */
export function sentence(t: TFunction, key: string, gap: string): (text: string) => string {
  const [before = '', after = ''] = String(t(key as never, { [gap]: GAP } as never)).split(GAP)
  return (text) => before + text + after
}
