import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { collectionsNamed, type FoundCollection } from './collections-found.queries.server'
import { type NamedTokens, termsBegun } from './custom/terms-begun.queries.server'
import { normalValue, TERM_TOKEN } from './document'
import { planSearch, runPlan, withTables } from './hits.queries.server'
import type { LibraryFilter } from './library-filter'
import { orderOf } from './order.queries.server'
import { piecesOf } from './pieces'
import { parseQuery } from './query/parse'
import type { Query } from './query/query'
import { writeTerm } from './query/write'

/** A value that may be meant by the last word. */
export interface SuggestedValue {
  /** Name of a built-in field, or `label` of a custom one. */
  field: string
  fieldLabel?: string
  value: string
  /** The query with the value in the place of the last word. */
  query: Query
}

/** What somebody may mean who is typing. */
export interface Suggestions {
  /** Keywords, creators and terms that begin with the last word, those of most assets first. */
  values: SuggestedValue[]
  collections: FoundCollection[]
  /** Ids of the most relevant assets. */
  assets: string[]
}

const NONE: Suggestions = { values: [], collections: [], assets: [] }
const MOST_VALUES = 5
const MOST_COLLECTIONS = 3
const MOST_ASSETS = 6
/** Hits, the newest, of which the values and the best assets are taken. */
const MOST_READ = 300
/** A search for fewer letters would find nearly everything. */
const FEWEST_LETTERS = 2
/** A longer text is no beginning of anything. */
const LONGEST = 100

/** Returns what is suggested for a text as it is typed, all of it of assets that the viewer sees. */
export async function suggest(
  scope: ViewScope,
  typed: string,
  { filter = {}, locale = 'en' }: { filter?: LibraryFilter; locale?: string } = {},
): Promise<Suggestions> {
  const query = parseQuery(typed)
  const last = query.terms.at(-1)
  const word = last?.type === 'text' && !last.isNot ? (piecesOf(last.text).at(-1) ?? '') : ''
  if (word.length < FEWEST_LETTERS || typed.length > LONGEST) return NONE
  const others = query.terms.slice(0, -1)
  const terms = await termsBegun(scope, word, locale)
  const { values, assets } = await bestOf(scope, { query, filter, word, terms })
  const isText = query.terms.every(({ type, isNot }) => type === 'text' && !isNot)
  return {
    values: values.flatMap(({ id, field, value }) => {
      const term = terms.get(id)
      const raw = term ? term.raw : writeTerm(field, value)
      // What is asked for already is no suggestion.
      if (others.some((each) => each.raw === raw)) return []
      const narrowed = { terms: [...others, ...parseQuery(raw).terms] }
      return [
        {
          field: field === TERM_TOKEN ? 'keyword' : field,
          fieldLabel: term?.fieldLabel,
          value: term?.label ?? value,
          query: narrowed,
        },
      ]
    }),
    collections: isText ? await collectionsNamed(scope, typed, { most: MOST_COLLECTIONS, locale }) : [],
    assets,
  }
}

interface Asked {
  query: Query
  filter: LibraryFilter
  word: string
  terms: NamedTokens
}

interface Row {
  assetId: string | null
  id: number
  field: string
  value: string
}

/** Returns the values of the newest hits that begin with a word, and the most relevant of these hits. One statement. */
async function bestOf(scope: ViewScope, { query, filter, word, terms }: Asked) {
  const plan = await planSearch(scope, { query, filter, sort: 'relevance' })
  const { key } = orderOf('relevance', plan, scope.now)
  const { rows } = await runPlan(scope.db, plan, (db) =>
    sql<Row>`${withTables(
      plan,
      sql`hit as materialized (select ${plan.id} as id, document.tokens, (${key})::text as key from ${plan.hits}
          order by ${plan.created} desc, ${plan.id} desc limit ${MOST_READ}),
        token as (select unnest(tokens) as id, count(*) as count from hit group by 1),
        value as (select t.id, t.field, t.value, row_number() over (order by token.count desc, t.value, t.field) as place
          from token join search_token t on t.id = token.id
          where (t.field in ('keyword', 'creator') and strpos(' ' || t.normal, ${` ${normalValue(word)}`}) > 0)
            or t.id = any(${[...terms.keys()]}::int[])),
        best as (select id::text as "assetId", row_number() over (order by key::float8 desc nulls last, id desc) as place from hit)`,
    )} select null as "assetId", id, field, value, place from value where place <= ${MOST_VALUES}
      union all select "assetId", 0, '', '', place from best where place <= ${MOST_ASSETS} order by place`.execute(db),
  )
  return {
    values: rows.filter(({ assetId }) => assetId === null),
    assets: rows.flatMap(({ assetId }) => assetId ?? []),
  }
}
