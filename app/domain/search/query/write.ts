import { parseQuery } from './parse'
import type { Query } from './query'

/** Returns a query as text; `parseQuery` reads the same query from it. */
export const writeQuery = ({ terms }: Query): string => terms.map(({ raw }) => raw).join(' ')

/** Returns a value of a field as it is typed: `keyword:"summer sale"`. */
export const writeTerm = (field: string, value: string): string =>
  /^[^\s"*-][^\s"*]*$/.test(value) ? `${field}:${value}` : `${field}:"${value.replaceAll('"', ' ')}"`

/** Returns a text as a phrase is typed. */
export const writePhrase = (text: string): string => `"${text.replaceAll('"', ' ')}"`

/** Returns a query with a term more, or without it when it has it: what a click on a facet makes of it. */
export function toggleTerm(query: Query, raw: string): Query {
  const others = query.terms.filter((term) => term.raw !== raw)
  if (others.length < query.terms.length) return { terms: others }
  return { terms: [...query.terms, ...parseQuery(raw).terms] }
}

/** Returns a query without the term at a position. */
export const withoutTerm = ({ terms }: Query, position: number): Query => ({
  terms: terms.filter((_, index) => index !== position),
})

/** Returns a query of which only what is in a collection, by its slug, is searched for. */
export const withinCollection = (slug: string, q: string): string => `${writeTerm('in', slug)} ${q}`.trim()
