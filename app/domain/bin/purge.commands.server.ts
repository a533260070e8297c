import { actorOf } from '~/domain/identity/actor'
import { mayPurge } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { enqueue } from '~/platform/queue.server'
import type { BinSelection } from './bin'
import { emptyBin } from './empty-bin.jobs.server'
import { purgeOne } from './purge-one.commands.server'

/**
 * Permanently deletes items in the bin, all or none; a job deletes the bytes. Only managers may.
 * Throws `role.required`, `bin.gone` when one is no longer in the bin.
 */
export async function purge(db: Db, by: Person, { kind, ids }: BinSelection): Promise<void> {
  if (!mayPurge(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    for (const id of [...ids].sort()) await purgeOne(trx, actorOf(by), kind, id)
    await enqueue(trx, emptyBin, {})
  })
}
