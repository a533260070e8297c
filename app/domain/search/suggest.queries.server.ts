import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { normalValue } from './document'
import { planSearch, runPlan, withTables } from './hits.queries.server'
import { ordered, orderOf } from './order.queries.server'
import { piecesOf } from './pieces'
import type { TextField } from './query/fields'
import { parseQuery } from './query/parse'

/** What somebody may mean who is typing. */
export interface Suggestions {
  /** Keywords and creators that begin with the last word, those of most assets first. */
  values: { field: TextField; value: string }[]
  /** Ids of the most relevant assets. */
  assets: string[]
}

const NONE: Suggestions = { values: [], assets: [] }
const MOST_VALUES = 5
const MOST_ASSETS = 6
/** Hits, the newest, of which keywords and creators are taken. */
const MOST_READ = 300
/** A search for fewer letters would find nearly everything. */
const FEWEST_LETTERS = 2

/** Returns what is suggested for a text as it is typed, all of it of assets that the viewer sees. */
export async function suggest(scope: ViewScope, typed: string): Promise<Suggestions> {
  const last = piecesOf(typed).at(-1) ?? ''
  if (last.length < FEWEST_LETTERS) return NONE
  const plan = await planSearch(scope, { query: parseQuery(typed), filter: {}, sort: 'relevance' })
  return runPlan(scope.db, plan, async (db) => {
    const { rows: values } = await sql<{ field: TextField; value: string }>`${withTables(
      plan,
      sql`hit as materialized (select document.tokens from ${plan.hits} order by ${plan.created} desc, ${plan.id} desc limit ${MOST_READ}),
        token as (select unnest(tokens) as id, count(*) as count from hit group by 1)`,
    )} select t.field, t.value from token join search_token t on t.id = token.id
      where t.field in ('keyword', 'creator') and (' ' || t.normal) like ${`% ${normalValue(last)}%`}
      order by token.count desc, t.value, t.field limit ${MOST_VALUES}`.execute(db)
    const { rows } = await ordered(plan, orderOf('relevance', plan, scope.now), { limit: MOST_ASSETS }).execute(db)
    return { values, assets: rows.map(({ id }) => id) }
  })
}
