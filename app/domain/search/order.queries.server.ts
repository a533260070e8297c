import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { isId } from '~/platform/ids.server'
import { type Plan, withTables } from './hits.queries.server'
import type { Sort } from './sort'

/** Hits of which the most relevant are found, the newest, and up to which they are counted. */
export const MOST_COUNTED = 2000

/** How hits are put in an order: by a key, then by their ids, both in one direction. */
export interface Order {
  /** SQL of a hit's key. */
  key: RawBuilder<unknown>
  /** The same of an asset that may be no hit, where that is other SQL. */
  keyOfAny?: RawBuilder<unknown>
  type: RawBuilder<unknown>
  isDescending: boolean
  /** A condition that hits of this order fulfil. */
  only: RawBuilder<SqlBool>
  /** Whether only the newest hits are ordered. */
  isOfNewest: boolean
}

/** Weights of stems, texts, names and keywords, and titles. */
const WEIGHTS = '{0.1,0.3,0.7,1.0}'
/** Divides a rank by one and the logarithm of the document's length (PostgreSQL, 12.3.3). */
const BY_LENGTH = 1

/** Returns the order of a sort; without words to be relevant for, that of the newest. */
export function orderOf(sort: Sort, { lexemes, created }: Plan, now: Date): Order {
  const all = { only: sql<SqlBool>`true`, isOfNewest: false }
  if (sort === 'name') return { ...all, key: sql`coalesce(document.name, '')`, type: sql`text`, isDescending: false }
  if (sort === 'used')
    return {
      ...{ ...all, type: sql`int`, isDescending: true },
      key: sql`(select count(*)::int from download where download.asset_id = asset.id)`,
    }
  if (sort === 'expiring')
    return {
      ...{ type: sql`timestamptz`, isDescending: false, isOfNewest: false },
      key: sql`(select r.expires_at from asset_rights r where r.asset_id = asset.id)`,
      only: sql`exists (select 1 from asset_rights r where r.asset_id = asset.id and r.expires_at > ${now})`,
    }
  if (sort === 'relevance' && lexemes)
    return {
      ...{ ...all, type: sql`float4`, isDescending: true, isOfNewest: true },
      key: sql`ts_rank(${WEIGHTS}::float4[], document.lexemes, ${lexemes}, ${BY_LENGTH})`,
    }
  return { ...all, key: created, keyOfAny: sql`asset.created_at`, type: sql`timestamptz`, isDescending: true }
}

/** Returns the order of assets that look like a picture, the best first. */
export const orderOfAlike = (ids: readonly string[]): Order => ({
  ...{ key: sql`array_position(${ids}::uuid[], asset.id)`, type: sql`int`, isDescending: false },
  ...{ only: sql<SqlBool>`true`, isOfNewest: false },
})

/** A place in an order: after the hit that has it, or before. */
export interface Place {
  key: string
  id: string
}

/** SQL for the hits of a plan as a table `hit`, each with its id and its key. */
export function hitTable(plan: Plan, order: Order): RawBuilder<unknown> {
  const newest = order.isOfNewest ? sql`order by ${plan.created} desc, ${plan.id} desc limit ${MOST_COUNTED}` : sql``
  return sql`(select ${plan.id} as id, ${order.key} as key from ${plan.hits} ${newest}) as hit`
}

/** SQL on `hit`: that it stands after a place, or at it; or the other way, before. */
export function standsAfter(order: Order, { key, id }: Place, { orAt = false, isBackwards = false } = {}) {
  const sign = order.isDescending === isBackwards ? (orAt ? sql`>=` : sql`>`) : orAt ? sql`<=` : sql`<`
  return sql<SqlBool>`(hit.key, hit.id) ${sign} (${key}::${order.type}, ${id}::uuid)`
}

/** SQL for the order of `hit`. */
export function inOrder({ isDescending }: Order, isBackwards = false): RawBuilder<unknown> {
  const direction = isDescending === isBackwards ? sql`asc` : sql`desc`
  return sql`hit.key ${direction}, hit.id ${direction}`
}

/** Returns hits in their order, those after a place if one is given. */
export function ordered(
  plan: Plan,
  order: Order,
  { limit, skip = 0, place }: { limit: number; skip?: number; place?: Place },
): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`${withTables(plan)} select id from ${hitTable(plan, order)}
    where ${place ? standsAfter(order, place) : sql`true`} order by ${inOrder(order)} limit ${limit} offset ${skip}`
}

/** Returns the hits that a condition on `hit` holds for, in their order or backwards, with the number of all of them. */
export const idsWithin = (
  plan: Plan,
  order: Order,
  condition: RawBuilder<unknown>,
  { limit, isBackwards = false }: { limit: number; isBackwards?: boolean },
) =>
  sql<{ id: string; total: number }>`${withTables(plan)} select id, (count(*) over ())::int as total
    from ${hitTable(plan, order)} where ${condition} order by ${inOrder(order, isBackwards)} limit ${limit}`

/**
 * Returns the place of an asset in an order, whether or not it is a hit; undefined for one that is unknown, or that an outsider
 * does not see: where it stood would tell of it.
 */
export async function placeOf(
  { db, viewer }: ViewScope,
  { open }: Plan,
  order: Order,
  id: string | undefined,
): Promise<Place | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<{ key: string | null }>`select (${order.keyOfAny ?? order.key})::text as key
    from ${open(!curates(viewer))} and asset.id = ${id}`.execute(db)
  const key = rows[0]?.key
  return key == null ? undefined : { key, id }
}
