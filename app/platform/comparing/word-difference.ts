import { diffArrays } from 'diff'

/** A piece of text that both versions have, or one of them alone. */
export type TextPart = [change: 'same' | 'removed' | 'added', text: string]

export interface WordDifference {
  parts: TextPart[]
  /** Number of words that are new, and that are gone. */
  added: number
  removed: number
}

/** Words that differ before one place replaces the other as a whole: bounds the steps of the comparison to its square. */
const MOST_CHANGED = 1_000

/**
 * Returns two texts as one, with the words that only one of them has. Writing without spaces (Chinese, Japanese, Thai)
 * is compared by characters. With `isWhole`, one replaces the other without a look at their words.
 */
export function wordDifference(older: string, newer: string, isWhole = false): WordDifference {
  const [before, after] = [tokensOf(older), tokensOf(newer)]
  const compared = isWhole ? undefined : diffArrays(before, after, { maxEditLength: MOST_CHANGED })
  const runs = compared ?? [run(before, 'removed'), run(after, 'added')]
  const parts: TextPart[] = []
  let [added, removed] = [0, 0]
  for (const { value, added: isAdded, removed: isRemoved } of runs) {
    const change = isAdded ? 'added' : isRemoved ? 'removed' : 'same'
    const spoken = value.filter((token) => IS_WORD.test(token)).length
    // Punctuation alone is a change as well, and counts as one word; spaces alone are none.
    const count = spoken || (value.some((token) => token.trim()) ? 1 : 0)
    if (isAdded) added += count
    if (isRemoved) removed += count
    if (value.length > 0) parts.push([change, value.join('')])
  }
  return { parts, added, removed }
}

const run = (value: string[], change: 'added' | 'removed') => ({
  ...{ value, added: change === 'added', removed: change === 'removed' },
})

const UNSPACED = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]\\p{M}*'
const TOKEN = new RegExp(`\\s+|${UNSPACED}|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}_])+|[^\\p{L}\\p{N}\\s]`, 'gu')
const IS_WORD = /[\p{L}\p{N}]/u

const tokensOf = (text: string): string[] => text.match(TOKEN) ?? []
