import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { type HouseAsset, houseAssets, shownVersion } from '~/domain/access/house-assets.server'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'

export const LIBRARY_STATES = ['draft', 'in_review', 'changes_asked', 'approved', 'embargo', 'expired'] as const
export type LibraryState = (typeof LIBRARY_STATES)[number]

export interface LibraryFilter {
  /** Words to find in titles, keywords and file names; every one must be there. */
  q?: string
  state?: LibraryState
  kind?: string
  /** Only assets whose pictures could not be made. */
  problem?: boolean
  /** Only assets that are shown as a picture, or will be once it is made. */
  picture?: boolean
  /** The id of the last asset of the page before. */
  before?: string
}

export interface LibraryPage {
  assets: HouseAsset[]
  /** All that match, pages before and after included. */
  total: number
  /** The key of the next page. */
  next?: string
}

const PAGE = 60

/** One page of the library as `viewer` sees it, newest first. */
export async function listLibrary(
  db: Db,
  viewer: Viewer,
  filter: LibraryFilter,
  locale: string,
  now: Date,
): Promise<LibraryPage> {
  const matching = db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
    .where(visibleTo(viewer, now))
    .where(matches(filter, now))
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  let page = matching.select('asset.id').orderBy('asset.createdAt', 'desc').orderBy('asset.id', 'desc')
  if (isId(filter.before))
    page = page.where(
      sql<boolean>`(asset.created_at, asset.id) < (select created_at, id from asset where id = ${filter.before})`,
    )
  const rows = await page.limit(PAGE + 1).execute()
  const ids = rows.slice(0, PAGE).map((row) => row.id)
  const next = rows.length > PAGE ? ids.at(-1) : undefined
  return { assets: await houseAssets(db, viewer, ids, locale, now), total, next }
}

/** How many assets have pictures that failed. */
export async function countProblems(db: Db, viewer: Viewer, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('asset')
    .where(visibleTo(viewer, now))
    .where(problem)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const problem = sql<SqlBool>`exists (select 1 from rendition r
  where r.version_id = asset.current_version_id and r.state = 'failed')`

function matches(filter: LibraryFilter, now: Date): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [sql`true`]
  for (const word of (filter.q ?? '').normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 10)) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(sql`(version.file_name ilike ${like} or exists (select 1 from unnest(asset.keywords) k where k ilike ${like})
      or exists (select 1 from asset_text t where t.asset_id = asset.id and t.field in ('title', 'description')
      and t.value ilike ${like}))`)
  }
  if (filter.kind) parts.push(sql`version.kind = ${filter.kind}`)
  if (filter.problem) parts.push(problem)
  if (filter.picture) parts.push(sql`version.unpreviewable_reason is null`)
  if (filter.state) parts.push(stateIs(filter.state, now))
  return sql`(${sql.join(parts, sql` and `)})`
}

function stateIs(state: LibraryState, now: Date): RawBuilder<SqlBool> {
  const rights = (condition: RawBuilder<SqlBool>) =>
    sql<SqlBool>`exists (select 1 from asset_rights r where r.asset_id = asset.id and ${condition})`
  if (state === 'embargo')
    return sql`(asset.approved_version_id is not null and ${rights(sql`r.embargo_until > ${now}`)})`
  if (state === 'expired')
    return sql`(asset.approved_version_id is not null and ${rights(sql`r.expires_at <= ${now}`)})`
  return sql`version.state = ${state}`
}
