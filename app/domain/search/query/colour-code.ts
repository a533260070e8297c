import { knownValue } from './fields'
import { parseQuery } from './parse'
import type { Query } from './query'
import { writeQuery, writeTerm } from './write'

const isCode = ({ terms }: Query, place: number): boolean => {
  const term = terms[place]
  return term?.type === 'field' && term.field === 'colour' && !term.isNot && term.value.startsWith('#')
}

/** Returns the colour that a query asks for by its code, `#1a5fb4`; undefined for one without. */
export function codeIn(query: Query): string | undefined {
  const term = query.terms.find((_, place) => isCode(query, place))
  return term?.type === 'field' ? term.value : undefined
}

/** Returns a query that asks for no colour by its code. */
export const withoutCode = (query: Query): Query => ({ terms: query.terms.filter((_, place) => !isCode(query, place)) })

/** Returns a typed query with the colour that was chosen, `#1a5fb4`; as it was for what is no colour. */
export function askedFor(code: string, typed: string): string {
  const query = withCode(parseQuery(typed), code)
  return query ? writeQuery(query) : typed
}

/** Returns a query that asks for a colour by its code, in place of the one that it asked for; undefined for what is no colour. */
export function withCode(query: Query, code: string): Query | undefined {
  const known = code.startsWith('#') ? knownValue('colour', code) : undefined
  if (!known) return undefined
  return { terms: [...withoutCode(query).terms, ...parseQuery(writeTerm('colour', known)).terms] }
}
