import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import type { Person } from '~/domain/identity/person'
import { runPlan, withTables } from '~/domain/search/hits.queries.server'
import type { LibrarySearch } from '~/domain/search/library-filter'
import { planLibrary } from '~/domain/search/plan-library.queries.server'
import type { Db } from '~/platform/db.server'
import { MOST_KNOWN, type Subscription } from './subscription'

/** Returns a person's subscription to a saved search; undefined while there is none. */
export const findSubscription = (
  db: Db,
  person: Pick<Person, 'id'>,
  searchId: string,
): Promise<Subscription | undefined> =>
  db
    .selectFrom('searchSubscription')
    .where('personId', '=', person.id)
    .where('searchId', '=', searchId)
    .select(['id', 'cadence', 'hour', 'weekday', 'zone', 'nextAt'])
    .select(sql<boolean>`known_at is not null`.as('isKnown'))
    .executeTakeFirst()

/** Returns the ids of the saved searches that a person subscribed to. */
export async function subscribedSearches(db: Db, person: Pick<Person, 'id'>): Promise<Set<string>> {
  const rows = await db.selectFrom('searchSubscription').where('personId', '=', person.id).select('searchId').execute()
  return new Set(rows.map(({ searchId }) => searchId))
}

/** Returns subscriptions that are due, the longest due first. */
export async function dueSubscriptions(db: Db, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('searchSubscription')
    .where('nextAt', '<=', sql<Date>`now()`)
    .select('id')
    .orderBy('nextAt')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Returns whether a search finds more than can be subscribed to. */
export async function isTooWide(scope: ViewScope, search: LibrarySearch, most = MOST_KNOWN): Promise<boolean> {
  const { plan } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const { rows } = await sql<{ count: number }>`${withTables(plan)} select count(*)::int as count
      from (select 1 from ${plan.hits} limit ${most + 1}) as hit`.execute(db)
    return (rows[0]?.count ?? 0) > most
  })
}

/** Returns which saved search a subscription is to, and whose it is; undefined when it is over. */
export const findSubscribed = (db: Db, id: string): Promise<{ name: string } | undefined> =>
  db
    .selectFrom('searchSubscription')
    .innerJoin('savedSearch', 'savedSearch.id', 'searchSubscription.searchId')
    .where('searchSubscription.id', '=', id)
    .select('savedSearch.name')
    .executeTakeFirst()
