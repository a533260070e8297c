import { z } from 'zod'
import { RULE_SORTS } from '~/domain/collections/smart-collection'
import type { RangeField, TextField } from '~/domain/search/query/fields'
import { parseQuery } from '~/domain/search/query/parse'
import { LONGEST_QUERY, type Query } from '~/domain/search/query/query'
import { DomainError } from '~/platform/errors'
import { nameSchema } from '~/platform/name-schema'

/**
 * Fields by which a collection may be filled: those of which outsiders see the value itself. That an asset is in a collection
 * tells everybody who sees the collection that it has what the rule asks for. State, rights and folders are known to staff alone;
 * and with collections in rules, one could depend on itself.
 */
const ALLOWED: ReadonlySet<TextField | RangeField> = new Set([
  ...(['kind', 'keyword', 'title', 'credit', 'creator', 'file', 'format', 'orientation', 'colour', 'year'] as const),
  ...(['width', 'height', 'size', 'duration', 'pages', 'created'] as const),
])

/** Returns the first term of a query that no rule may have, as it was typed; undefined when there is none. */
export const refusedTerm = ({ terms }: Query): string | undefined =>
  terms.find((term) => (term.type === 'field' || term.type === 'range') && !ALLOWED.has(term.field))?.raw

/** Says something: signs alone would match every file. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u

/** Returns a typed query as a rule has it. Throws `collection.rule_term` with the term that no rule may have. */
export function ruleQuery(typed: string, field = 'query'): string {
  const term = refusedTerm(parseQuery(typed))
  if (term !== undefined) throw new DomainError('collection.rule_term', { field, term })
  return typed
}

const RuleText = z.string().trim().min(1).max(LONGEST_QUERY).regex(SAYS_SOMETHING, 'form.required')

/** A rule as a form has it; its terms are checked by `ruleQuery`. */
export const RuleInput = z.strictObject({ query: RuleText, sort: z.enum(RULE_SORTS).default('newest') })

/** A new collection that a search fills. */
export const NewSmartCollection = RuleInput.extend({ title: nameSchema(200) })
