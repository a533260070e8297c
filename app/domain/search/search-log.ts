import { piecesOf } from './pieces'
import type { Query } from './query/query'

/** Longest text of a search that is kept, in UTF-16 units. */
const LONGEST = 100
/** A longer search is a pasted text, and says nothing about others. */
const MOST_PIECES = 8
/** So many digits in a row may be the number of a telephone. */
const PRIVATE = /@|\d{6}|\d[\d\s().+/-]{7,}\d/

/** Searches that were made fewer times are shown to nobody: they could tell who made them. */
export const FEWEST_SHOWN = 3
/** Days for which searches are kept; those that are shown to nobody, fewer. */
export const KEPT_DAYS = 90
export const UNSHOWN_DAYS = 14

/**
 * Returns what is kept of a query: its words, folded, without conditions; undefined when it has none, or when it may be an address
 * or a number of a person.
 */
export function textToKeep({ terms }: Query): string | undefined {
  const said = terms.flatMap((term) =>
    !term.isNot && (term.type === 'text' || term.type === 'phrase') ? [term.text] : [],
  )
  const text = said.join(' ')
  const pieces = piecesOf(text)
  const kept = pieces.join(' ')
  return kept && kept.length <= LONGEST && pieces.length <= MOST_PIECES && !PRIVATE.test(text) ? kept : undefined
}
