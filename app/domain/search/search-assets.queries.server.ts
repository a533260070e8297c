import type { ViewScope } from '~/domain/access/access'
import { didYouMean } from './did-you-mean.queries.server'
import { countFacets, countHits, type FacetCounts, type Total } from './facets.queries.server'
import { type Plan, runPlan } from './hits.queries.server'
import type { LibraryFilter } from './library-filter'
import { idsWithin, type Order, ordered, type Place, placeOf, standsAfter } from './order.queries.server'
import { planOrdered } from './plan-library.queries.server'
import type { Query } from './query/query'
import type { Sort } from './sort'

/** What is asked of a search. */
export interface SearchAsk {
  query: Query
  filter?: LibraryFilter
  /** Relevance when the query has words, the newest first when it has none, unless another is asked for. */
  sort?: Sort
  /** Id of the last asset of the page before. */
  after?: string
  /** Hits of a page. */
  size: number
  /** Whether facets are counted. */
  withFacets?: boolean
  /** In which values of facets are named. */
  locale?: string
}

export interface Found {
  /** Ids of the assets of this page, in their order. */
  hits: string[]
  total: Total
  facets: FacetCounts[]
  /** The query that was searched for instead, because nothing was found by the one that was asked for. */
  didYouMean?: Query
  sort: Sort
  /** Position of the first hit among all, from 1. */
  from: number
  /** What to ask for after: of the next page, and of the page before; empty for the first page. */
  next?: string
  previous?: string
}

/**
 * Searches what the viewer sees. When nothing is found, words that are not among those of what the viewer sees are taken for
 * mistyped ones, and the closest are searched for.
 */
export async function searchAssets(scope: ViewScope, ask: SearchAsk): Promise<Found> {
  const found = await search(scope, ask)
  if (found.total.count > 0 || ask.after) return found
  const meant = await didYouMean(scope, ask.query)
  if (!meant) return found
  const instead = await search(scope, { ...ask, query: meant })
  return instead.total.count > 0 ? { ...instead, didYouMean: meant } : found
}

async function search(scope: ViewScope, ask: SearchAsk): Promise<Found> {
  const { query, filter = {}, size } = ask
  const { plan, order, sort } = await planOrdered(scope, { query, filter, sort: ask.sort })
  return runPlan(scope.db, plan, async (db) => {
    const within = { ...scope, db }
    const locale = ask.locale ?? 'en'
    if (ask.withFacets && !ask.after && isAmongNewest(order, sort)) {
      const { ids, ...counted } = await countFacets(within, plan, locale, { order, size: size + 1 })
      return { ...counted, ...pageOf(ids, size), sort, from: 1 }
    }
    const place = await placeOf(within, plan, order, ask.after)
    const { rows } = await ordered(plan, order, { limit: size + 1, place }).execute(db)
    const { total, facets } = ask.withFacets
      ? await countFacets(within, plan, locale)
      : { total: await countHits(within, plan), facets: [] }
    const back = place ? await pageBefore(within, plan, { order, place, size }) : { from: 1 }
    const ids = rows.map(({ id }) => id)
    return { total, facets, ...pageOf(ids, size), sort, ...back }
  })
}

/** Whether the first hits of an order are among the newest, of which facets are counted. */
const isAmongNewest = (order: Order, sort: Sort): boolean => order.isOfNewest || sort === 'newest'

/** Returns a page of hits, one more of which tells that there is a next page. */
function pageOf(ids: string[], size: number): Pick<Found, 'hits' | 'next'> {
  const hits = ids.slice(0, size)
  return { hits, next: ids.length > size ? hits.at(-1) : undefined }
}

/** Returns the position of the page after a place, and what to ask for after to get the page before that one. */
async function pageBefore(
  { db }: ViewScope,
  plan: Plan,
  { order, place, size }: { order: Order; place: Place; size: number },
): Promise<Pick<Found, 'from' | 'previous'>> {
  const upTo = standsAfter(order, place, { orAt: true, isBackwards: true })
  const { rows } = await idsWithin(plan, order, upTo, { limit: size + 1, isBackwards: true }).execute(db)
  return { from: (rows[0]?.total ?? 0) + 1, previous: rows[size]?.id ?? '' }
}
