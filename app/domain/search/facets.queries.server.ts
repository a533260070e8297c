import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { canonicalName } from '~/domain/metadata/keywords'
import { type Localized, pickText } from '~/platform/language'
import { TERM_TOKEN } from './document'
import { rightsStateAt, seesCollection } from './field-conditions.server'
import { type Plan, withTables } from './hits.queries.server'
import { MOST_COUNTED } from './order.queries.server'
import type { TextField } from './query/fields'

/** A value of a field, with the number of hits that have it. */
export interface FacetValue {
  value: string
  count: number
}

export interface FacetCounts {
  field: TextField
  values: FacetValue[]
}

/** How many hits there are; `isMore` when only so many were counted. */
export interface Total {
  count: number
  isMore: boolean
}

/** Facets in the order in which they are shown. */
const SHOWN: readonly TextField[] = [
  ...(['kind', 'state', 'keyword', 'in', 'orientation', 'colour', 'format', 'rights', 'creator', 'year'] as const),
]
const MOST_VALUES = 12

/** Returns how many hits there are, up to `MOST_COUNTED`. */
export async function countHits({ db }: Pick<ViewScope, 'db'>, plan: Plan): Promise<Total> {
  const { rows } = await sql<{ count: number }>`${withTables(plan)} select count(*)::int as count
    from (select 1 from ${plan.hits} limit ${MOST_COUNTED + 1}) as hit`.execute(db)
  return totalOf(rows[0]?.count ?? 0)
}

const totalOf = (count: number): Total => ({ count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED })

/**
 * Returns the number of hits, and of those that have each value of each facet. Of more than 2,000 hits the newest are counted:
 * which those are depends on nothing that the viewer does not see. Terms are called by their names in `locale`.
 */
export async function countFacets(
  { db, viewer, now }: ViewScope,
  plan: Plan,
  locale: string,
): Promise<{ total: Total; facets: FacetCounts[] }> {
  const { hits, id, created } = plan
  const ofStaff =
    viewer.kind === 'staff'
      ? sql`union all select 'state', state, count(*)::int, null from hit group by state
        union all select 'rights', ${rightsStateAt(now)}, count(*)::int, null from hit left join asset_rights r on r.asset_id = hit.id group by 2`
      : sql``
  const tables = sql`hit as materialized (select ${id} as id, version.state, document.tokens from ${hits}
      order by ${created} desc, ${id} desc limit ${MOST_COUNTED + 1}),
    token as (select unnest(tokens) as id, count(*)::int as count from hit group by 1),
    counted as (select case when t.field = ${TERM_TOKEN} then 'keyword' else t.field end as field, t.value, token.count,
        case when t.field = ${TERM_TOKEN} then t.value::int end as term_id
      from token join search_token t on t.id = token.id ${ofStaff}
      union all select 'in', c.slug, count(*)::int, null from hit join collection_asset ca on ca.asset_id = hit.id
        join collection c on c.id = ca.collection_id and ${seesCollection(viewer)} group by c.slug),
    placed as (select *, row_number() over (partition by field order by count desc, value) as place from counted)`
  const { rows } = await sql<Row>`${withTables(plan, tables)}
    select field, value, count, (select coalesce(kept.labels, t.labels) from vocabulary_term t
      left join vocabulary_term kept on kept.id = t.merged_into where t.id = placed.term_id) as labels
    from placed where place <= ${MOST_VALUES}
    union all select null, '', count(*)::int, null from hit order by field, count desc, value`.execute(db)
  const total = totalOf(rows.find(({ field }) => field === null)?.count ?? 0)
  const valuesOf = (field: TextField) =>
    named(
      rows.filter((row) => row.field === field),
      locale,
    )
  const facets = SHOWN.map((field) => ({ field, values: valuesOf(field) }))
  return { total, facets: facets.filter(({ values }) => values.length > 0) }
}

interface Row extends FacetValue {
  field: TextField | null
  /** Of a value that is a term. */
  labels: Localized | null
}

/** Two terms that are called alike in a language have the names that they are written by. */
function named(rows: readonly Row[], locale: string): FacetValue[] {
  const values = new Map<string, FacetValue>()
  for (const { value: stored, count, labels } of rows) {
    const name = labels ? (pickText(labels, locale, 'en')?.value ?? stored) : stored
    const value = labels && values.has(name) ? canonicalName({ labels }) : name
    if (!values.has(value)) values.set(value, { value, count })
  }
  return [...values.values()]
}
