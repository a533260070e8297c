import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { isId } from '~/platform/ids.server'
import { matching, place, placeOf } from './library.queries.server'
import { distanceFor, type Landmarks, type LibraryRange } from './library-range'
import type { LibraryFilter } from './matches.queries.server'

const newestFirst = sql`asset.created_at desc, asset.id desc`

/** Returns the size of a result, and landmarks from which any part of it is a short way. */
export async function landmarksOf({ db, viewer, now }: ViewScope, filter: LibraryFilter): Promise<Landmarks> {
  const all = matching(db, viewer, filter, now)
  const { total } = await all.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const every = distanceFor(total)
  if (total <= every) return { total, every, keys: [] }
  const numbered = all.select(['asset.id', sql<number>`row_number() over (order by ${newestFirst})`.as('number')])
  const rows = await db
    .selectFrom(numbered.as('numbered'))
    .where(sql<boolean>`number % ${every}::int = 0`)
    .select('id')
    .orderBy('number')
    .execute()
  return { total, every, keys: rows.map((row) => row.id) }
}

/** Returns the tiles of a part of a result, newest first; none when the asset that it is asked after is gone. */
export async function libraryTiles(
  { db, viewer, now }: ViewScope,
  filter: LibraryFilter,
  { after, skip, take }: LibraryRange,
  locale: string,
): Promise<StaffAsset[]> {
  let part = matching(db, viewer, filter, now).select('asset.id').orderBy(newestFirst)
  if (after) part = part.where(sql<boolean>`${place} < ${placeOf(after)}`)
  const rows = await part.offset(skip).limit(take).execute()
  const ids = rows.map((row) => row.id)
  return staffAssets({ db, viewer, now }, ids, locale)
}

/** Returns the ids of a result from one asset to another, both included, in its order; at most `MOST_SELECTED`. */
export async function idsBetween(
  { db, viewer, now }: ViewScope,
  filter: LibraryFilter,
  { first, last }: { first: string; last: string },
): Promise<{ ids: string[]; total: number }> {
  if (!isId(first) || !isId(last)) return { ids: [], total: 0 }
  const rows = await matching(db, viewer, filter, now)
    .where(sql<boolean>`${place} <= ${placeOf(first)} and ${place} >= ${placeOf(last)}`)
    .select(['asset.id', sql<number>`(count(*) over ())::int`.as('total')])
    .orderBy(newestFirst)
    .limit(MOST_SELECTED)
    .execute()
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 }
}

/** The assets before and after one in a result. */
export interface Neighbours {
  previous?: string
  next?: string
}

/** Returns the assets before and after one in a result, whether or not it is in the result itself. */
export async function neighboursIn(
  { db, viewer, now }: ViewScope,
  filter: LibraryFilter,
  id: string,
): Promise<Neighbours> {
  if (!isId(id)) return {}
  const all = matching(db, viewer, filter, now).select('asset.id').limit(1)
  const [before, after] = await Promise.all([
    all
      .where(sql<boolean>`${place} > ${placeOf(id)}`)
      .orderBy('asset.createdAt')
      .orderBy('asset.id')
      .execute(),
    all
      .where(sql<boolean>`${place} < ${placeOf(id)}`)
      .orderBy(newestFirst)
      .execute(),
  ])
  return { previous: before[0]?.id, next: after[0]?.id }
}
