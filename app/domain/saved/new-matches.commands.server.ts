import { type RawBuilder, sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Role } from '~/domain/identity/person'
import { runPlan, withTables } from '~/domain/search/hits.queries.server'
import type { LibrarySearch } from '~/domain/search/library-filter'
import { planLibrary } from '~/domain/search/plan-library.queries.server'
import { type Db, dbNow, inTransaction, type Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { COLUMNS, nextAt } from './next-at.server'
import { librarySearchOf, SavedQuery } from './saved-search'
import { MOST_KNOWN } from './subscription'
import { isTooWide } from './subscriptions.queries.server'

/** A letter to be written about what a search finds anew. */
export interface DueLetter {
  subscriptionId: string
  letterId: string
}

/**
 * Notes what the search of a due subscription finds and its reader does not know, and when the next letter is due; `enqueue` gets
 * the letter that tells them, in the same transaction, when there are any. Of what is found first, there is none. While the
 * search finds more than `most`, nothing is noted, and then it begins anew. Of two that do this at once one does.
 */
export async function noteNewMatches(
  db: Db,
  subscriptionId: string,
  enqueue: (trx: Tx, letter: DueLetter) => Promise<void>,
  most = MOST_KNOWN,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const due = await lockDue(trx, subscriptionId)
    if (!due) return
    await trx
      .updateTable('searchSubscription')
      .set({ nextAt: nextAt(COLUMNS, sql<Date>`now()`) })
      .where('id', '=', subscriptionId)
      .execute()
    const query = due.isSeen ? SavedQuery.safeParse(due.search).data : undefined
    if (!query) return
    const search = librarySearchOf(query)
    const viewer: Viewer = { kind: 'staff', personId: due.personId, name: due.personName, role: due.role }
    const scope = { db: trx, viewer, now: await dbNow(trx) }
    if (await isTooWide(scope, search, most)) return setKnown(trx, subscriptionId, null)
    const letterId = due.knownAt ? newId() : null
    const found = await noteFound(scope, { id: due.id, search, letterId })
    if (!letterId) await setKnown(trx, subscriptionId, sql<Date>`now()`)
    else if (found > 0) await enqueue(trx, { subscriptionId, letterId })
  })
}

const setKnown = async (trx: Tx, id: string, knownAt: RawBuilder<Date> | null): Promise<void> => {
  await trx.updateTable('searchSubscription').set({ knownAt }).where('id', '=', id).execute()
}

/** Notes what the search of a new subscription finds as known, so that no letter tells it; does nothing for others. */
export const noteKnown = (db: Db, subscriptionId: string): Promise<void> =>
  db
    .selectFrom('searchSubscription')
    .where('id', '=', subscriptionId)
    .where('knownAt', 'is', null)
    .select('id')
    .executeTakeFirst()
    .then((fresh) => fresh && noteNewMatches(db, fresh.id, async () => {}))

interface Due {
  id: string
  personId: string
  personName: string
  role: Role
  search: Record<string, string>
  knownAt: Date | null
  /** Whether the reader may sign in and sees the search. */
  isSeen: boolean
}

const lockDue = async (trx: Tx, id: string): Promise<Due | undefined> => {
  const { rows } =
    await sql<Due>`select sub.id, sub.person_id as "personId", sub.known_at as "knownAt", person.name as "personName",
      person.role, search.search, (person.disabled_at is null and search.deleted_at is null
        and (search.shared_at is not null or search.owner_id = person.id)) as "isSeen"
    from search_subscription sub join person on person.id = sub.person_id join saved_search search on search.id = sub.search_id
    where sub.id = ${id} and sub.next_at <= now() for update of sub skip locked`.execute(trx)
  return rows[0]
}

/** Returns how many the reader did not know. */
async function noteFound(
  scope: ViewScope,
  { id, search, letterId }: { id: string; search: LibrarySearch; letterId: string | null },
): Promise<number> {
  const { plan } = await planLibrary(scope, search)
  return runPlan(scope.db, plan, async (db) => {
    const { numAffectedRows } = await sql`${withTables(plan)}
      insert into subscription_match (subscription_id, asset_id, letter_id)
      select ${id}::uuid, ${plan.id}, ${letterId}::uuid from ${plan.hits}
        and not exists (select 1 from subscription_match m where m.subscription_id = ${id} and m.asset_id = ${plan.id})
      on conflict do nothing`.execute(db)
    return Number(numAffectedRows ?? 0)
  })
}

/** Forgets what a letter told that could not be sent: the next one tells it. */
export async function forgetTold(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('subscriptionMatch').where('letterId', '=', letterId).execute()
}

/** Forgets what a letter is to tell and its reader may not see now: it is new when they do. */
export async function forgetHidden({ db, viewer, now }: ViewScope, letterId: string): Promise<void> {
  await sql`delete from subscription_match m where m.letter_id = ${letterId}
    and not exists (select 1 from asset where asset.id = m.asset_id and ${visibleTo(viewer, now)})`.execute(db)
}
