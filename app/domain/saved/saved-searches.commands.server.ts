import { sql } from 'kysely'
import type { z } from 'zod'
import { libraryLookOf } from '~/domain/identity/own-account.queries.server'
import { mayChangeSavedSearch, maySaveForAll } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId, newSecret } from '~/platform/ids.server'
import { isSameQuery, type NewSavedSearch, SavedQuery, type SavedSearchSettings } from './saved-search'
import { lookOf } from './saved-searches.queries.server'

/** Days for which a deleted search can be brought back. */
const KEPT_DAYS = 30
/** Most saved searches of one person: far more than a list can be read of, and few enough for one. */
const MOST_SAVED = 200
/** Bytes of a code: addresses are short, and nothing depends on them being secret. */
const CODE_BYTES = 6

/** Saves a search; returns the code in its address. Throws `role.required`, `saved_search.too_many`. */
export async function saveSearch(
  db: Db,
  by: Person,
  { name, shared, view, density, columns, ...query }: z.output<typeof NewSavedSearch>,
): Promise<string> {
  mustBeAllowed(by, shared)
  const code = newSecret(CODE_BYTES).replace(/^[-_]/, 'x')
  return inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`saved searches ${by.id}`}, 0))`.execute(trx)
    const { count } = await trx
      .selectFrom('savedSearch')
      .where('ownerId', '=', by.id)
      .where('deletedAt', 'is', null)
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MOST_SAVED) throw new DomainError('saved_search.too_many', { field: 'name', most: MOST_SAVED })
    await trx
      .insertInto('savedSearch')
      .values({
        ...{ id: newId(), code, ownerId: by.id, name },
        ...{ search: JSON.stringify(query), look: await lookText(trx, by, { view, density, columns }, {}) },
        sharedAt: shared ? sql<Date>`now()` : null,
      })
      .execute()
    return code
  })
}

/** Changes name, audience and look of a saved search. Throws `saved_search.unknown`, `role.required`. */
export async function changeSavedSearch(
  db: Db,
  by: Person,
  code: string,
  { name, shared, ...look }: z.output<typeof SavedSearchSettings>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { id, sharedAt, ownerId, look: before } = await lock(trx, by, code)
    if (shared && !sharedAt) mustBeAllowed(by, shared)
    await trx
      .updateTable('savedSearch')
      .set({ name, look: await lookText(trx, by, look, before), changedAt: sql<Date>`now()` })
      .set({ sharedAt: shared ? (sharedAt ?? sql<Date>`now()`) : null })
      .where('id', '=', id)
      .execute()
    // Nobody else sees it any more.
    if (!shared)
      await trx.deleteFrom('searchSubscription').where('searchId', '=', id).where('personId', '<>', ownerId).execute()
  })
}

/**
 * Makes a saved search ask for something else. What it finds then is known to its subscribers: letters tell what comes after.
 * Throws `saved_search.unknown`, `role.required`.
 */
export async function updateSavedQuery(db: Db, by: Person, code: string, query: SavedQuery): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { id, search } = await lock(trx, by, code)
    if (isSameQuery(SavedQuery.safeParse(search).data ?? {}, query)) return
    await trx
      .updateTable('savedSearch')
      .set({ search: JSON.stringify(query), changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await trx
      .updateTable('searchSubscription')
      .set({ knownAt: null, nextAt: sql<Date>`now()` })
      .where('searchId', '=', id)
      .execute()
  })
}

/** Deletes a saved search; it can be brought back for 30 days. Throws `saved_search.unknown`, `role.required`. */
export async function deleteSavedSearch(db: Db, by: Person, code: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { id } = await lock(trx, by, code)
    await trx.updateTable('savedSearch').set({ deletedAt: sql<Date>`now()` }).where('id', '=', id).execute()
    await trx
      .deleteFrom('savedSearch')
      .where('deletedAt', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
      .execute()
  })
}

/** Brings a deleted search back, with its subscriptions. Throws `saved_search.unknown`, `role.required`. */
export async function restoreSavedSearch(db: Db, by: Person, code: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { id } = await lock(trx, by, code, { isDeleted: true })
    await trx.updateTable('savedSearch').set({ deletedAt: null }).where('id', '=', id).execute()
  })
}

/** Returns a look as it is stored. */
async function lookText(
  trx: Tx,
  by: Person,
  { view, density, columns }: Pick<z.output<typeof SavedSearchSettings>, 'view' | 'density' | 'columns'>,
  before: Record<string, unknown>,
): Promise<string> {
  if (columns === 'reader') return JSON.stringify({ view, density })
  const { columns: kept } = columns === 'now' ? await libraryLookOf(trx, by) : lookOf(before)
  return JSON.stringify({ view, density, columns: kept })
}

function mustBeAllowed(by: Person, shared: 'on' | undefined): void {
  if (shared && !maySaveForAll(by)) throw new DomainError('role.required', { role: 'editor', field: 'shared' })
}

/** A private search of somebody else is unknown, a shared one is theirs to change. */
async function lock(trx: Tx, by: Person, code: string, { isDeleted = false } = {}) {
  const found = await trx
    .selectFrom('savedSearch')
    .where('code', '=', code)
    .where('deletedAt', isDeleted ? 'is not' : 'is', null)
    .select(['id', 'ownerId', 'sharedAt', 'search', 'look'])
    .forUpdate()
    .executeTakeFirst()
  const isSeen = found && (found.ownerId === by.id || found.sharedAt)
  if (!found || !isSeen) throw new DomainError('saved_search.unknown')
  if (!mayChangeSavedSearch(by, found)) throw new DomainError('role.required', { role: 'manager' })
  return found
}
