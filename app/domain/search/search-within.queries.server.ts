import type { ViewScope } from '~/domain/access/access'
import type { Query } from './query/query'
import { type Found, searchAssets } from './search-assets.queries.server'

/** Most hits of a search whose whole result is needed. */
const MOST_HITS = 5000

/**
 * Returns the whole result of a search among what a viewer sees, as far as 5,000 hits. The most relevant first, or the newest
 * when there are more hits than are put in the order of relevance.
 */
export async function searchWithin(scope: ViewScope, query: Query, locale?: string): Promise<Found> {
  const ask = { query, size: MOST_HITS, withFacets: true, locale }
  const found = await searchAssets(scope, ask)
  if (!found.total.isMore || found.sort !== 'relevance') return found
  return searchAssets(scope, { ...ask, query: found.didYouMean ?? query, sort: 'newest' })
}
