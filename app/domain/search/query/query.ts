import type { CustomAsked } from '../custom/searched-field'
import type { RangeField, TextField } from './fields'
import type { Range } from './ranges'

/** One condition of a query; all of them must hold. `raw` is what was typed, and what it is written back as. */
export type Term = { raw: string; isNot: boolean } & (
  | { type: 'text' /** As typed, without quotes and the final `*`. */; text: string; isPrefix: boolean }
  | { type: 'phrase'; text: string }
  | { type: 'field'; field: TextField; value: string; isPrefix: boolean }
  | { type: 'range'; field: RangeField; range: Range }
  /** Of a custom field of this key, if there is one, and else words; `asked` is set once that is known. */
  | { type: 'custom'; key: string; value: string; isPrefix: boolean; asked?: CustomAsked }
)

/** What somebody searches for. */
export interface Query {
  terms: Term[]
}

/** Longest text of a query, in UTF-16 units; what follows is not read. */
export const LONGEST_QUERY = 500
/** Most terms of a query; those that follow are not read. */
export const MOST_TERMS = 30

export const EMPTY: Query = { terms: [] }
