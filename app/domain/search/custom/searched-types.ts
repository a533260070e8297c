import type { FieldType } from '~/domain/metadata/field'
import type { Content } from '~/domain/metadata/value'
import { parseDays, parseNumbers, type Range } from '../query/ranges'
import { type Bucket, bucketOf, monthOf } from './buckets'

/** What a typed value says: a value of the field, a range, a name of something that has an id, or a text within the field's. */
export type Reading =
  | { by: 'value'; value: string }
  | { by: 'range'; range: Range }
  | { by: 'name'; name: string }
  | { by: 'text'; text: string }

/** How values of a type are searched. */
export interface SearchedType {
  /** By what a value is found and counted, `isFacet` being that of its field; see `search_token`. */
  tokensOf: (content: Content, isFacet: boolean) => string[]
  /** Returns what was typed behind the name of the field; undefined for what the type cannot have. */
  read: (typed: string, isFacet: boolean) => Reading | undefined
  /** Whether its values are counted in facets: the names of other assets may be those of hidden ones. */
  isCounted: boolean
  /** Of a scale: the part of it that a token stands for. */
  bucketOf?: (token: string) => Bucket
  /** Returns how what is shown is typed; without it, it is typed as its name. */
  write?: (shown: string) => string
}

const texts: SearchedType = {
  isCounted: true,
  tokensOf: ({ text }, isFacet) => (isFacet && text ? [text] : []),
  read: (typed, isFacet) => (isFacet ? { by: 'value', value: typed } : { by: 'text', text: typed }),
}

/** A term counts for all terms above it, too. */
const terms: SearchedType = {
  isCounted: true,
  tokensOf: ({ termId }) => (termId === undefined ? [] : [String(termId)]),
  read: (typed) => ({ by: 'name', name: typed }),
}

const persons: SearchedType = {
  isCounted: true,
  tokensOf: ({ namedPersonId }) => (namedPersonId === undefined ? [] : [String(namedPersonId)]),
  read: (typed) => ({ by: 'name', name: typed }),
}

const FLAGS: Partial<Record<string, 'yes' | 'no'>> = {
  ...{ yes: 'yes', true: 'yes', '1': 'yes', on: 'yes', no: 'no', false: 'no', '0': 'no', off: 'no' },
}

const numbers: SearchedType = {
  isCounted: true,
  tokensOf: ({ number }) => (number === undefined ? [] : [String(bucketOf(number).from)]),
  read: (typed) => asRange(parseNumbers(typed)),
  bucketOf: (token) => bucketOf(Number(token)),
  write: (token) => `${bucketOf(Number(token)).from}..<${bucketOf(Number(token)).to}`,
}

const days: SearchedType = {
  isCounted: true,
  tokensOf: ({ day }) => (day === undefined ? [] : [day.slice(0, 7)]),
  read: (typed) => asRange(parseDays(typed)),
  bucketOf: monthOf,
  write: (year) => year,
}

const asRange = (range: Range | undefined): Reading | undefined => range && { by: 'range', range }

/**
 * How each type of field is searched. What has names and an id is found by `FINDERS`, and named by `NAMERS`
 * (`names.queries.server.ts`).
 */
export const SEARCHED_TYPES: Record<FieldType, SearchedType> = {
  ...{ text: texts, place: texts, person: persons, persons, term: terms, terms, number: numbers, date: days },
  rich_text: { isCounted: false, tokensOf: () => [], read: (typed) => ({ by: 'text', text: typed }) },
  boolean: {
    isCounted: true,
    tokensOf: ({ flag }) => (flag === undefined ? [] : [flag ? 'yes' : 'no']),
    read: (typed) => {
      const value = FLAGS[typed.toLowerCase()]
      return value && { by: 'value', value }
    },
    write: (value) => value,
  },
  asset: {
    isCounted: false,
    tokensOf: ({ otherId }) => (otherId ? [otherId] : []),
    read: (typed) => ({ by: 'value', value: typed.toLowerCase() }),
  },
}
