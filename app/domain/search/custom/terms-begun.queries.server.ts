import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { type Localized, pickText } from '~/platform/language'
import { TERM_TOKEN } from '../document'
import { nameOfCustom, tokenField } from '../query/fields'
import { writeTerm } from '../query/write'
import { searchedFields } from './fields.queries.server'

/** Terms by the ids of their tokens, with their names for readers, and the name of their field unless they are keywords. */
export type NamedTokens = Map<number, { label: string; fieldLabel?: string; raw: string }>

/** Terms are read in the order of their ids, which hidden assets do not change. */
const MOST_READ = 200

/** Whose terms are suggested. */
interface Source {
  vocabularyId: number
  /** As tokens of it are stored. */
  token: string
  /** As it is typed. */
  name: string
  label?: string
}

/** Returns the keywords with a meaning and the terms of facets of which a word of a name in any language begins with a word. */
export async function termsBegun(
  scope: Pick<ViewScope, 'db' | 'viewer'>,
  word: string,
  locale: string,
): Promise<NamedTokens> {
  const sources = await sourcesFor(scope, locale)
  const { rows } = await sql<{ vocabularyId: number; id: number; labels: Localized }>`
    select t.vocabulary_id as "vocabularyId", t.id, t.labels from vocabulary_term t
    where t.vocabulary_id = any(${sources.map(({ vocabularyId }) => vocabularyId)}::smallint[]) and t.merged_into is null
      and t.id in (select n.term_id from vocabulary_name n where strpos(' ' || unaccent(n.name), ' ' || unaccent(${word})) > 0)
    order by t.id limit ${MOST_READ}`.execute(scope.db)
  const named = sources.flatMap(({ vocabularyId, token, name, label: fieldLabel }) =>
    rows
      .filter((row) => row.vocabularyId === vocabularyId)
      .map(({ id, labels }) => {
        const label = pickText(labels, locale, 'en')?.value ?? ''
        return {
          token,
          value: String(id),
          label,
          fieldLabel,
          raw: writeTerm(name, label.includes('"') ? `#${id}` : label),
        }
      }),
  )
  if (named.length === 0) return new Map()
  const { rows: tokens } = await sql<{
    id: number
    field: string
    value: string
  }>`select id, field, value from search_token
    where field = any(${sources.map(({ token }) => token)}::text[]) and value = any(${named.map(({ value }) => value)}::text[])`.execute(
    scope.db,
  )
  return new Map(
    tokens.flatMap(({ id, field, value }) => {
      const term = named.find((each) => each.token === field && each.value === value)
      return term ? [[id, term] as const] : []
    }),
  )
}

async function sourcesFor(scope: Pick<ViewScope, 'db' | 'viewer'>, locale: string): Promise<Source[]> {
  const fields = (await searchedFields(scope)).filter(({ isFacet }) => isFacet)
  return [
    { vocabularyId: KEYWORD_VOCABULARY, token: TERM_TOKEN, name: 'keyword' },
    ...fields.flatMap(({ vocabularyId, key, labels }) =>
      vocabularyId === null
        ? []
        : [
            {
              ...{ vocabularyId, token: tokenField(key), name: nameOfCustom(key) },
              label: pickText(labels, locale, 'en')?.value ?? key,
            },
          ],
    ),
  ]
}
