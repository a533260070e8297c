import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { runPlan, withTables } from './hits.queries.server'
import type { LibrarySearch } from './library-filter'
import { type Anchors, distanceFor, type LibraryRange } from './library-range'
import { hitTable, idsWithin, inOrder, ordered, placeOf, standsAfter } from './order.queries.server'
import { planLibrary } from './plan-library.queries.server'

/** Returns the size of a result, and anchors from which any part of it is a short way. */
export async function anchorsOf(scope: ViewScope, search: LibrarySearch): Promise<Anchors> {
  const { plan, order } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const { rows } = await sql<{ total: number }>`${withTables(plan)} select count(*)::int as total
      from ${hitTable(plan, order)}`.execute(db)
    const total = rows[0]?.total ?? 0
    const every = distanceFor(total)
    if (total <= every) return { total, every, keys: [] }
    const { rows: keys } = await sql<{ id: string }>`${withTables(plan)} select id
      from (select id, row_number() over (order by ${inOrder(order)}) as number from ${hitTable(plan, order)}) as numbered
      where number % ${every}::int = 0 order by number`.execute(db)
    return { total, every, keys: keys.map(({ id }) => id) }
  })
}

/** Returns the tiles of a part of a result, in its order; none when the asset that it is asked after is gone. */
export async function libraryTiles(
  scope: ViewScope,
  search: LibrarySearch,
  { after, skip, take }: LibraryRange,
  locale: string,
): Promise<StaffAsset[]> {
  const { plan, order } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const within = { ...scope, db }
    const place = await placeOf(within, plan, order, after)
    if (after && !place) return []
    const { rows } = await ordered(plan, order, { limit: take, skip, place }).execute(db)
    return staffAssets(
      within,
      rows.map(({ id }) => id),
      locale,
    )
  })
}

/** Returns the ids of a result from one asset to another, both included, in its order; at most `MOST_SELECTED`. */
export async function idsBetween(
  scope: ViewScope,
  search: LibrarySearch,
  ends: { first: string; last: string },
): Promise<{ ids: string[]; total: number }> {
  const { plan, order } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const within = { ...scope, db }
    const [first, last] = [
      await placeOf(within, plan, order, ends.first),
      await placeOf(within, plan, order, ends.last),
    ]
    if (!first || !last) return { ids: [], total: 0 }
    const between = sql`${standsAfter(order, first, { orAt: true })} and ${standsAfter(order, last, { orAt: true, isBackwards: true })}`
    const { rows } = await idsWithin(plan, order, between, { limit: MOST_SELECTED }).execute(db)
    return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 }
  })
}

/** The assets before and after one in a result. */
export interface Neighbours {
  previous?: string
  next?: string
}

/** Returns the assets before and after one in a result, whether or not it is in the result itself. */
export async function neighboursIn(scope: ViewScope, search: LibrarySearch, id: string): Promise<Neighbours> {
  const { plan, order } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const place = await placeOf({ ...scope, db }, plan, order, id)
    if (!place) return {}
    const beside = async (isBackwards: boolean) => {
      const { rows } = await sql<{ id: string }>`${withTables(plan)} select id from ${hitTable(plan, order)}
        where ${standsAfter(order, place, { isBackwards })} order by ${inOrder(order, isBackwards)} limit 1`.execute(db)
      return rows[0]?.id
    }
    return { previous: await beside(true), next: await beside(false) }
  })
}
