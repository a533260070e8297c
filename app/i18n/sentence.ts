import type { TFunction } from 'i18next'

/** Stands for the words that are put in; a character that no text has (Unicode 16, section 23.7). */
const GAP = '\uFDD0'

/** Returns a sentence with one gap, to be filled many times: a list of a hundred looks its words up once. */
export function sentence(t: TFunction, key: string, gap: string): (text: string) => string {
  const [before = '', after = ''] = String(t(key as never, { [gap]: GAP } as never)).split(GAP)
  return (text) => before + text + after
}
