import { purgeAsset } from '~/domain/assets/asset-deletion.commands.server'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import type { Actor } from '~/domain/audit/audit'
import { purgeCollection } from '~/domain/collections/collection-deletion.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayPurge } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { purgePortal } from '~/domain/portals/portal-deletion.commands.server'
import { renditionObjectsOf } from '~/domain/renditions/rendition-objects.queries.server'
import { purgeShare, purgeSharesOf } from '~/domain/shares/share-deletion.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { enqueue } from '~/platform/queue.server'
import type { BinKind, BinSelection } from './bin'

/** The job that empties the bin of what has been in it for its time, and the store of bytes whose rows are gone. */
export const EMPTY_BIN = 'empty_bin'

/**
 * Deletes things in the bin for good, all or none; the bytes follow in a job. Only managers may.
 * Throws `role.required`, `bin.gone` when one is not in the bin any more.
 */
export async function purge(db: Db, by: Person, { kind, ids }: BinSelection): Promise<void> {
  if (!mayPurge(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    for (const id of [...ids].sort()) await purgeOne(trx, actorOf(by), kind, id)
    await enqueue(trx, EMPTY_BIN, {}, { key: EMPTY_BIN, maxAttempts: 1 })
  })
}

/** Deletes the rows of one thing in the bin, and notes which objects of the store it leaves behind. */
export async function purgeOne(trx: Tx, by: Actor, kind: BinKind, id: string): Promise<void> {
  if (kind === 'share') return purgeShare(trx, by, id)
  if (kind === 'portal') return purgePortal(trx, by, id)
  if (kind === 'collection') {
    await purgeSharesOf(trx, by, id)
    return purgeCollection(trx, by, id)
  }
  const renditions = await renditionObjectsOf(trx, id)
  const originals = await purgeAsset(trx, by, id)
  await noteObjects(trx, [...renditions, ...originals.map(originalKey)])
}

/** Notes objects whose bytes go next. */
export async function noteObjects(trx: Tx, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  await trx
    .insertInto('objectDeletion')
    .values(keys.map((objectKey) => ({ objectKey })))
    .onConflict((oc) => oc.column('objectKey').doNothing())
    .execute()
}
