import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { resolveCustom } from './custom/resolve.queries.server'
import { type Plan, planSearch } from './hits.queries.server'
import type { LibraryFilter, LibrarySearch } from './library-filter'
import { idsLike } from './like.queries.server'
import { type Order, orderOf, orderOfAlike } from './order.queries.server'
import { parseQuery } from './query/parse'
import type { Query } from './query/query'
import { type Sort, sortFor } from './sort'

/** A search with the order of its hits, which are those that the order has a place for. */
export interface OrderedPlan {
  plan: Plan
  order: Order
  sort: Sort
}

/** Plans a search in the order that is asked for, or else in that which fits the query. */
export async function planOrdered(
  scope: ViewScope,
  { query: typed, filter, sort: asked }: { query: Query; filter: LibraryFilter; sort: Sort | undefined },
): Promise<OrderedPlan> {
  const query = await resolveCustom(scope, typed)
  const alike = filter.like === undefined ? undefined : await idsLike(scope, filter.like)
  const sort = alike && !asked ? 'relevance' : sortFor(scope.viewer, query, asked)
  const plan = await planSearch(scope, { query, filter, sort })
  const order = alike && sort === 'relevance' ? orderOfAlike(alike) : orderOf(sort, plan, scope.now)
  const among = alike ? sql`asset.id = any(${alike}::uuid[])` : sql`true`
  return { plan: { ...plan, hits: sql`${plan.hits} and ${order.only} and ${among}` }, order, sort }
}

/** Plans a view of the library. */
export const planLibrary = (scope: ViewScope, { q, sort, ...filter }: LibrarySearch): Promise<OrderedPlan> =>
  planOrdered(scope, { query: parseQuery(q ?? ''), filter, sort })
