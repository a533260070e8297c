import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import type { Role } from '~/domain/identity/person'
import { runPlan, withTables } from '~/domain/search/hits.queries.server'
import { planLibrary } from '~/domain/search/plan-library.queries.server'
import { type Db, dbNow, inTransaction, type Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { COLUMNS, nextAt } from './next-at.server'
import { librarySearchOf, SavedQuery } from './saved-search'

/** A letter to be written about what a search finds anew. */
export interface DueLetter {
  subscriptionId: string
  letterId: string
}

/**
 * Notes what the search of a due subscription finds and its reader does not know, and when the next letter is due; `enqueue` gets
 * the letter that tells them, in the same transaction, when there are any. Of what is found first, there is none. Of two that do
 * this at once one does.
 */
export async function noteNewMatches(
  db: Db,
  subscriptionId: string,
  enqueue: (trx: Tx, letter: DueLetter) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const due = await lockDue(trx, subscriptionId)
    if (!due) return
    await trx
      .updateTable('searchSubscription')
      .set({ nextAt: nextAt(COLUMNS, sql<Date>`now()`) })
      .where('id', '=', subscriptionId)
      .execute()
    if (!due.isSeen) return
    const viewer: Viewer = { kind: 'staff', personId: due.personId, name: due.personName, role: due.role }
    const letterId = due.knownAt ? newId() : null
    const found = await noteFound({ db: trx, viewer, now: await dbNow(trx) }, { ...due, letterId })
    if (!letterId)
      await trx
        .updateTable('searchSubscription')
        .set({ knownAt: sql<Date>`now()` })
        .where('id', '=', subscriptionId)
        .execute()
    else if (found > 0) await enqueue(trx, { subscriptionId, letterId })
  })
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
  { id, search, letterId }: Due & { letterId: string | null },
): Promise<number> {
  const query = SavedQuery.safeParse(search).data
  if (!query) return 0
  const { plan } = await planLibrary(scope, librarySearchOf(query))
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
