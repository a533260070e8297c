import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { type StaffAsset, shownVersion, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Db } from '~/platform/db.server'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { isId } from '~/platform/ids.server'
import { type LibraryFilter, matches, problem } from './matches.queries.server'

export interface LibraryPage {
  assets: StaffAsset[]
  /** How many assets match, on all pages. */
  total: number
  /** Position of the first asset of this page among all matches, from 1. */
  from: number
  /** The key of the next page. */
  next?: string
  /** The key of the previous page; empty when that is the first page. */
  previous?: string
}

const PAGE = 60

/** Returns the assets that match a filter, as a query with `asset` and, as `version`, the one that the viewer sees. */
export const matching = (db: Db, viewer: Viewer, filter: LibraryFilter, now: Date) =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
    .where(visibleTo(viewer, now))
    .where(matches(filter, viewer, now))

/** SQL for the place of an asset in every result, and for that of `asset`: the newest has the greatest. */
export const placeOf = (id: string) => sql`(select created_at, id from asset where id = ${id})`
export const place = sql`(asset.created_at, asset.id)`

/** Returns one page of the library as `viewer` sees it, newest first, starting after the asset `before`. */
export async function listLibrary(
  { db, viewer, now }: ViewScope,
  { before, ...filter }: LibraryFilter & { before?: string },
  locale: string,
): Promise<LibraryPage> {
  const all = matching(db, viewer, filter, now)
  const { total } = await all.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  let page = all.select('asset.id').orderBy('asset.createdAt', 'desc').orderBy('asset.id', 'desc')
  if (isId(before)) page = page.where(sql<boolean>`${place} < ${placeOf(before)}`)
  const rows = await page.limit(PAGE + 1).execute()
  const ids = rows.slice(0, PAGE).map((row) => row.id)
  const next = rows.length > PAGE ? ids.at(-1) : undefined
  const back = isId(before) ? await pagesBack(all, before) : { from: 1 }
  return { assets: await staffAssets({ db, viewer, now }, ids, locale), total, next, ...back }
}

/** Returns the position of the page after `before`, and the key of the page before that one. */
async function pagesBack(all: ReturnType<typeof matching>, before: string) {
  const upTo = sql<boolean>`${place} >= ${placeOf(before)}`
  const { seen } = await all.where(upTo).select(sql<number>`count(*)::int`.as('seen')).executeTakeFirstOrThrow()
  const nearest = all.where(upTo).select('asset.id').orderBy('asset.createdAt').orderBy('asset.id')
  const [key] = await nearest.offset(PAGE).limit(1).execute()
  return { from: seen + 1, previous: key?.id ?? '' }
}

/** Returns the ids of matching assets, newest first, at most `most`, and the number of all matches. */
export async function matchingIds(
  { db, viewer, now }: ViewScope,
  filter: LibraryFilter,
  most = MOST_SELECTED,
): Promise<{ ids: string[]; total: number }> {
  const all = matching(db, viewer, filter, now)
  const rows = await all
    .select(['asset.id', sql<number>`(count(*) over ())::int`.as('total')])
    .orderBy('asset.createdAt', 'desc')
    .orderBy('asset.id', 'desc')
    .limit(most)
    .execute()
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 }
}

/** Returns the kinds of files that the library has for `viewer`, in the order in which they are listed. */
export async function kindsInLibrary(db: Db, viewer: Viewer, now: Date): Promise<Kind[]> {
  const rows = await matching(db, viewer, {}, now).select('version.kind').distinct().execute()
  const present = new Set(rows.map((row) => row.kind))
  return KINDS.filter((kind) => present.has(kind))
}

/** Returns how many assets have renditions that failed. */
export async function countProblems(db: Db, viewer: Viewer, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('asset')
    .where(visibleTo(viewer, now))
    .where(problem)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
