import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayManageShare, mayRestore } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'

/**
 * Puts a share into the bin: it is closed like a revoked one until it is restored. Its creator and managers may.
 * Throws `share.unknown`, `role.required`.
 */
export async function deleteShare(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const share = await lock(trx, id)
    if (!share || share.deletedAt) throw new DomainError('share.unknown')
    if (!mayManageShare(by, share)) throw new DomainError('role.required', { role: 'manager' })
    await trx.updateTable('share').set({ deletedAt: sql<Date>`now()`, deletedBy: by.id }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'share.deleted', subject(share))
  })
}

/** Restores a share from the bin in its former state: open, ended or revoked. Throws `bin.gone`, `role.required`. */
export async function restoreShare(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const share = await lock(trx, id)
    if (!share?.deletedAt) throw new DomainError('bin.gone')
    if (!mayRestore(by, share.deletedBy)) throw new DomainError('role.required', { role: 'manager' })
    await trx.updateTable('share').set({ deletedAt: null, deletedBy: null }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'share.restored', subject(share))
  })
}

/** Permanently deletes a share in the bin; its downloads stay counted. Throws `bin.gone`. */
export async function purgeShare(trx: Tx, by: Actor, id: string): Promise<void> {
  const share = await lock(trx, id)
  if (!share?.deletedAt) throw new DomainError('bin.gone')
  await trx.deleteFrom('share').where('id', '=', id).execute()
  await record(trx, by, 'share.purged', subject(share))
}

/** Deletes the shares of a collection that is being deleted permanently, each with its audit event. */
export async function purgeSharesOf(trx: Tx, by: Actor, collectionId: string): Promise<void> {
  const shares = await trx
    .deleteFrom('share')
    .where('collectionId', '=', collectionId)
    .returning(['id', 'title'])
    .execute()
  for (const share of shares) await record(trx, by, 'share.purged', subject(share))
}

const lock = (trx: Tx, id: string) =>
  lockById(trx.selectFrom('share').select(['id', 'title', 'createdBy', 'deletedAt', 'deletedBy']), id)

const subject = ({ id, title }: { id: string; title: string }) => ({ kind: 'share' as const, id, name: title })
