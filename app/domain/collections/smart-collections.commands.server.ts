import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { createCollection } from './collections.commands.server'
import { settleItems } from './settle-items.jobs.server'
import type { Rule } from './smart-collection'

/** Creates a collection that a search fills; returns its id. The rule was checked (`domain/smart`). */
export async function createSmartCollection(
  db: Db,
  by: Person,
  { title, rule }: { title: string; rule: Rule },
  locale: string,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const collectionId = await createCollection(trx, by, title, locale)
    await trx
      .insertInto('smartCollection')
      .values({ collectionId, ...rule, changedBy: by.id, settledAt: null })
      .execute()
    await enqueue(trx, settleItems, { collectionId })
    return collectionId
  })
}

/** Changes the search that fills a collection; its items follow when the job has run. Throws `collection.unknown`. */
export async function changeRule(db: Db, by: Person, collectionId: string, rule: Rule): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockLive(trx, collectionId)
    const { numUpdatedRows } = await trx
      .updateTable('smartCollection')
      .set({ ...rule, changedAt: sql<Date>`now()`, changedBy: by.id, settledAt: null })
      .where('collectionId', '=', collectionId)
      .executeTakeFirst()
    if (!numUpdatedRows) throw new DomainError('collection.unknown')
    await trx.updateTable('collection').set({ changedAt: sql<Date>`now()` }).where('id', '=', collectionId).execute()
    const subject = { kind: 'collection' as const, id: collectionId }
    await record(trx, actorOf(by), 'collection.changed', subject, { rule: rule.query })
    await enqueue(trx, settleItems, { collectionId })
  })
}

/** Notes that the items of a smart collection are those of its rule. */
export async function noteSettled(trx: Tx, collectionId: string): Promise<void> {
  await trx
    .updateTable('smartCollection')
    .set({ settledAt: sql<Date>`clock_timestamp()` })
    .where('collectionId', '=', collectionId)
    .execute()
}

async function lockLive(trx: Tx, id: string): Promise<void> {
  if (!isId(id)) throw new DomainError('collection.unknown')
  const { rows } = await sql`select 1 from collection where id = ${id} and deleted_at is null for update`.execute(trx)
  if (rows.length === 0) throw new DomainError('collection.unknown')
}

/** Days for which it is kept what entered and left. */
const KEPT_DAYS = 365

/** Deletes old lines of what entered and left smart collections. */
export async function trimItemChanges(db: Db): Promise<void> {
  await db
    .deleteFrom('collectionItemChange')
    .where('at', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
    .execute()
}
