import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageCollections, mayRestore } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sourceText } from '~/platform/localized.server'
import { lockById } from '~/platform/lock.server'
import { enqueue } from '~/platform/queue.server'
import { settleItems } from './settle-items.jobs.server'
import { findRule } from './smart-collections.queries.server'

/**
 * Puts a collection into the bin: its assets stay in the library, portals no longer show it, and its shares are closed
 * until it is restored. Throws `collection.unknown`, `role.required`.
 */
export async function deleteCollection(db: Db, by: Person, id: string): Promise<void> {
  if (!mayManageCollections(by)) throw new DomainError('role.required', { role: 'editor' })
  await inTransaction(db, async (trx) => {
    const collection = await lock(trx, id)
    if (!collection || collection.deletedAt) throw new DomainError('collection.unknown')
    await trx
      .updateTable('collection')
      .set({ deletedAt: sql<Date>`now()`, deletedBy: by.id })
      .where('id', '=', id)
      .execute()
    await record(trx, actorOf(by), 'collection.deleted', subject(collection))
  })
}

/** Restores a collection from the bin, with its order, shares and portals. Throws `bin.gone`, `role.required`. */
export async function restoreCollection(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lock(trx, id)
    if (!collection?.deletedAt) throw new DomainError('bin.gone')
    if (!mayRestore(by, collection.deletedBy)) throw new DomainError('role.required', { role: 'manager' })
    await trx.updateTable('collection').set({ deletedAt: null, deletedBy: null }).where('id', '=', id).execute()
    // Nothing entered or left a smart collection while it was in the bin.
    if (await findRule(trx, id)) await enqueue(trx, settleItems, { collectionId: id })
    await record(trx, actorOf(by), 'collection.restored', subject(collection))
  })
}

/** Permanently deletes a collection in the bin, with the rows of its shares. Throws `bin.gone`. */
export async function purgeCollection(trx: Tx, by: Actor, id: string): Promise<void> {
  const collection = await lock(trx, id)
  if (!collection?.deletedAt) throw new DomainError('bin.gone')
  await trx.deleteFrom('collection').where('id', '=', id).execute()
  await record(trx, by, 'collection.purged', subject(collection))
}

const lock = (trx: Tx, id: string) =>
  lockById(
    trx
      .selectFrom('collection')
      .select(['id', 'deletedAt', 'deletedBy'])
      .select(sql<string>`coalesce(${sourceText('collection', 'title')}, collection.slug)`.as('name')),
    id,
  )

const subject = ({ id, name }: { id: string; name: string }) => ({ kind: 'collection' as const, id, name })
