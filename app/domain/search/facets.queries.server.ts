import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { canonicalName } from '~/domain/metadata/keywords'
import { type Localized, pickText } from '~/platform/language'
import { searchedFields } from './custom/fields.queries.server'
import type { SearchedField } from './custom/searched-field'
import { SEARCHED_TYPES } from './custom/searched-types'
import { TERM_TOKEN } from './document'
import { rightsStateAt, seesCollection } from './field-conditions.server'
import { type Plan, withTables } from './hits.queries.server'
import { inOrder, MOST_COUNTED, type Order } from './order.queries.server'
import { type TextField, tokenField } from './query/fields'

/** A value of a field, with the number of hits that have it. */
export interface FacetValue {
  value: string
  count: number
}

export interface FacetCounts {
  /** Name of a built-in field. */
  field: string
  values: FacetValue[]
  /** The custom field that it is of, instead. */
  custom?: SearchedField
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

/** The first hits of an order whose first hits are all among the newest 2,000. */
export interface FirstPage {
  order: Order
  size: number
}

/**
 * Returns the number of hits, and of those that have each value of each facet, with the ids of the first hits if these are asked
 * for: one statement finds them all. Of more than 2,000 hits the newest are counted: which those are depends on nothing that the
 * viewer does not see. Terms are called by their names in `locale`.
 */
export async function countFacets(
  { db, viewer, now }: ViewScope,
  plan: Plan,
  locale: string,
  first?: FirstPage,
): Promise<{ total: Total; facets: FacetCounts[]; ids: string[] }> {
  const { hits, id, created } = plan
  const custom = (await searchedFields({ db, viewer })).filter(
    ({ isFacet, type }) => isFacet && SEARCHED_TYPES[type].isCounted,
  )
  const years = custom.filter(({ type }) => type === 'date').map(({ key }) => tokenField(key))
  const ofStaff =
    viewer.kind === 'staff'
      ? sql`union all select 'state', state, count(*)::int, null from hit group by state
        union all select 'rights', ${rightsStateAt(now)}, count(*)::int, null from hit
          left join lateral (select * from asset_rights r where r.asset_id = hit.id offset 0) as r on true group by 2`
      : sql``
  const tables = sql`hit as materialized (select ${id} as id, ${created} as created, version.state, document.tokens, ${first?.order.key ?? sql`null`} as key
      from ${hits}
      order by ${created} desc, ${id} desc limit ${MOST_COUNTED + 1}),
    token as (select unnest(tokens) as id, count(*)::int as count from hit group by 1),
    valued as (select t.field, case when t.field = any(${years}::text[]) then left(t.value, 4) else t.value end as value, token.count
      from token join search_token t on t.id = token.id
      where t.field not like 'field.%' or t.field = any(${custom.map(({ key }) => tokenField(key))}::text[])),
    counted as (select case when field = ${TERM_TOKEN} then 'keyword' else field end as field, value, sum(count)::int as count,
        case when field = ${TERM_TOKEN} then value::int end as term_id from valued group by 1, 2, 4 ${ofStaff}
      union all select 'in', c.slug, count(*)::int, null from hit
        cross join lateral (select ca.collection_id from collection_asset ca where ca.asset_id = hit.id offset 0) as ca
        join collection c on c.id = ca.collection_id and ${seesCollection(viewer)} group by c.slug),
    placed as (select *, row_number() over (partition by field order by count desc, value) as place from counted)`
  const { rows } = await sql<Row>`${withTables(plan, tables)}
    select field, value, count, (select coalesce(kept.labels, t.labels) from vocabulary_term t
      left join vocabulary_term kept on kept.id = t.merged_into where t.id = placed.term_id) as labels
    from placed where place <= ${MOST_VALUES}
    union all select null, '', count(*)::int, null from hit ${first ? idsOf(first) : sql``}
    order by field, count desc, value`.execute(db)
  const total = totalOf(rows.find(({ field }) => field === null)?.count ?? 0)
  const ids = rows.filter(({ field }) => field === HIT).map(({ value }) => value)
  const valuesOf = (field: string) =>
    named(
      rows.filter((row) => row.field === field),
      locale,
    )
  const facets: FacetCounts[] = [
    ...SHOWN.map((field) => ({ field, values: valuesOf(field) })),
    ...custom.map((field) => ({
      ...{ field: tokenField(field.key), custom: field },
      values: onScale(field, valuesOf(tokenField(field.key))),
    })),
  ]
  return { total, facets: facets.filter(({ values }) => values.length > 0), ids }
}

/** Stands for a field in rows that are hits, whose counts are larger the earlier they come. */
const HIT = '.hit'

const idsOf = ({ order, size }: FirstPage) =>
  sql`union all (select ${HIT}, hit.id::text, -(row_number() over (order by ${inOrder(order)}))::int, null
    from (select * from hit order by created desc, id desc limit ${MOST_COUNTED}) as hit order by ${inOrder(order)} limit ${size})`

interface Row extends FacetValue {
  field: string | null
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

/** Returns the parts of a scale from the lowest to the highest, and other values as they are. */
function onScale({ type }: SearchedField, values: FacetValue[]): FacetValue[] {
  const { bucketOf } = SEARCHED_TYPES[type]
  return bucketOf ? values.sort((a, b) => bucketOf(a.value).from - bucketOf(b.value).from) : values
}
