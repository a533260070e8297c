import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { type StaffAsset, shownVersion, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Db } from '~/platform/db.server'
import { KINDS, type Kind } from '~/platform/files/kinds'
import { countHits, type FacetCounts, type Total } from './facets.queries.server'
import { runPlan } from './hits.queries.server'
import type { LibraryFilter, LibrarySearch } from './library-filter'
import { matches, problem } from './matches.queries.server'
import { idsWithin } from './order.queries.server'
import { planLibrary } from './plan-library.queries.server'
import { parseQuery } from './query/parse'
import { writeQuery } from './query/write'
import { searchAssets } from './search-assets.queries.server'
import type { Sort } from './sort'

export interface LibraryPage {
  assets: StaffAsset[]
  /** How many assets match, on all pages; at most as many as are counted. */
  total: number
  /** Whether more match than are counted. */
  isMore: boolean
  facets: FacetCounts[]
  /** What was searched for instead, since nothing was found. */
  didYouMean?: string
  sort: Sort
  /** Position of the first asset of this page among all matches, from 1. */
  from: number
  /** The key of the next page. */
  next?: string
  /** The key of the previous page; empty when that is the first page. */
  previous?: string
}

const PAGE = 60

/** What is asked of a page of the library. */
export interface LibraryAsk extends LibrarySearch {
  /** The key of a page. */
  before?: string
  withFacets?: boolean
}

/** Returns one page of the library as `viewer` sees it, starting after the asset `before`. */
export async function listLibrary(scope: ViewScope, ask: LibraryAsk, locale: string): Promise<LibraryPage> {
  const { before, withFacets, q, sort, ...filter } = ask
  const query = parseQuery(q ?? '')
  const found = await searchAssets(scope, { query, filter, sort, after: before, size: PAGE, withFacets, locale })
  const { hits, total, didYouMean, ...page } = found
  return {
    ...page,
    assets: await staffAssets(scope, hits, locale),
    total: total.count,
    isMore: total.isMore,
    didYouMean: didYouMean && writeQuery(didYouMean),
  }
}

/**
 * Returns the ids of all matching assets in their order, at most `most`, and the number of all matches. Of the most relevant only
 * some are known, so the newest come first where relevance is asked for.
 */
export async function matchingIds(
  scope: ViewScope,
  { sort, ...search }: LibrarySearch,
  most = MOST_SELECTED,
): Promise<{ ids: string[]; total: number }> {
  const complete = sort === undefined || sort === 'relevance' ? 'newest' : sort
  const { plan, order } = await planLibrary(scope, { ...search, sort: complete })
  const { rows } = await runPlan(scope.db, plan, (db) => idsWithin(plan, order, sql`true`, { limit: most }).execute(db))
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 }
}

/** Returns how many assets match, up to 2,000. */
export async function countMatching(scope: ViewScope, search: LibrarySearch): Promise<Total> {
  const { plan } = await planLibrary(scope, { ...search, sort: 'newest' })
  return runPlan(scope.db, plan, (db) => countHits({ db }, plan))
}

const matching = (db: Db, viewer: Viewer, filter: LibraryFilter, now: Date) =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', shownVersion(viewer))
    .where(visibleTo(viewer, now))
    .where(matches(filter, viewer, now))

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
