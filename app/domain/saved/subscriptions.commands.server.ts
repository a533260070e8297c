import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { noteKnown } from './new-matches.commands.server'
import { nextAt, valuesOf } from './next-at.server'
import { librarySearchOf } from './saved-search'
import { findSavedSearch } from './saved-searches.queries.server'
import { MOST_KNOWN, type SubscriptionInput } from './subscription'
import { isTooWide } from './subscriptions.queries.server'

/**
 * Subscribes a person to a saved search, or changes when its letters come. What the search finds now is known; letters tell what
 * it finds after that. Throws `saved_search.unknown`, `saved_search.too_wide`.
 */
export async function subscribe(scope: ViewScope, by: Person, code: string, input: SubscriptionInput): Promise<void> {
  const { db } = scope
  const search = await findSavedSearch(db, by, code)
  if (!search) throw new DomainError('saved_search.unknown')
  await mustBeZone(db, input.zone)
  if (await isTooWide(scope, librarySearchOf(search.query)))
    throw new DomainError('saved_search.too_wide', { field: 'cadence', most: MOST_KNOWN })
  const { id } = await inTransaction(db, (trx) =>
    trx
      .insertInto('searchSubscription')
      // Due at once, so that what is known is noted.
      .values({
        ...{ id: newId(), searchId: search.id, personId: by.id, knownAt: null },
        ...input,
        nextAt: sql<Date>`now()`,
      })
      .onConflict((oc) =>
        oc.columns(['searchId', 'personId']).doUpdateSet({
          ...input,
          nextAt: sql<Date>`case when search_subscription.known_at is null then now()
            else ${nextAt(valuesOf(input), sql<Date>`now()`)} end`,
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await noteKnown(db, id)
}

/** Intl knows zones that PostgreSQL may not. */
async function mustBeZone(db: Db, zone: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_timezone_names where name = ${zone}`.execute(db)
  if (rows.length === 0) throw new DomainError('form.invalid', { field: 'zone' })
}

/** Ends a person's subscription to a saved search; does nothing when there is none. */
export async function unsubscribe(db: Db, by: Person, code: string): Promise<void> {
  await db
    .deleteFrom('searchSubscription')
    .where('personId', '=', by.id)
    .where('searchId', '=', (eb) => eb.selectFrom('savedSearch').select('id').where('code', '=', code))
    .execute()
}

/** Ends a subscription by its id, which the caller read from the address in its letters; does nothing when it is over. */
export async function endSubscription(db: Db, id: string): Promise<void> {
  if (isId(id)) await db.deleteFrom('searchSubscription').where('id', '=', id).execute()
}
