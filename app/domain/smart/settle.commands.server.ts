import { sql } from 'kysely'
import { forgetCandidates, waitingCandidates } from '~/domain/collections/candidates.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { includeItems, settleFound, unplace } from '~/domain/collections/items.commands.server'
import type { SettleCause } from '~/domain/collections/smart-collection'
import { noteSettled } from '~/domain/collections/smart-collections.commands.server'
import { findRule, smartCollectionIds } from '~/domain/collections/smart-collections.queries.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockAndFind } from '~/platform/lock.server'
import { matchingAssets } from './matching.queries.server'

/** What items are found with. */
export interface SettleServices {
  db: Db
  /** Aborts when the worker stops. */
  signal?: AbortSignal
}

/** Finds all items of a smart collection by its rule anew; does nothing for one that is gone. */
export async function settleCollection(db: Db, collectionId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ changedBy: string | null; isSettled: boolean }>`
      select s.changed_by as "changedBy", s.settled_at is not null as "isSettled"
      from smart_collection s join collection c on c.id = s.collection_id and c.deleted_at is null
      where c.id = ${collectionId} for update of c`.execute(trx)
    const [smart] = rows
    if (!smart) return
    // A rule that was followed already is found anew only because files changed while nobody looked.
    await settle(trx, collectionId, smart.isSettled ? { cause: 'files' } : { cause: 'rule', personId: smart.changedBy })
    await noteSettled(trx, collectionId)
  })
}

/** The caller holds the lock of the collection. */
async function settle(trx: Tx, collectionId: string, cause: SettleCause, only?: readonly string[]): Promise<void> {
  const rule = await findRule(trx, collectionId)
  if (!rule) return
  await settleFound(trx, collectionId, { found: await matchingAssets(trx, collectionId, rule, only), only }, cause)
}

/** Changed assets that are looked at in one round. */
const AT_ONCE = 2000

/** Finds out which changed assets enter or leave smart collections, until none waits. */
export async function settleChanged({ db, signal }: SettleServices): Promise<void> {
  for (const id of await smartCollectionIds(db, { unsettled: true })) await settleCollection(db, id)
  for (;;) {
    signal?.throwIfAborted()
    const waiting = await inTransaction(db, (trx) => waitingCandidates(trx, AT_ONCE))
    if (waiting.length === 0) return
    const changed = [...new Set(waiting.map(({ assetId }) => assetId))]
    for (const id of await smartCollectionIds(db, { unsettled: false })) await settleSome(db, id, changed)
    await inTransaction(db, (trx) =>
      forgetCandidates(
        trx,
        waiting.map((row) => row.id),
      ),
    )
  }
}

const settleSome = (db: Db, collectionId: string, only: readonly string[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { rows } = await sql`select 1 from collection where id = ${collectionId} and deleted_at is null
      for update`.execute(trx)
    if (rows.length > 0) await settle(trx, collectionId, { cause: 'files' }, only)
  })

/**
 * Leaves it to the search of a smart collection whether assets belong to it, which people had placed or left out. Throws
 * `collection.unknown`.
 */
export async function leaveToSearch(db: Db, by: Person, collectionId: string, assetIds: string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockAndFind(trx, collectionId, {
      ...{ table: 'collection' as const, find: findCollection, unknown: 'collection.unknown' as const },
    })
    const rule = await findRule(trx, collectionId)
    if (!rule) throw new DomainError('collection.unknown')
    await includeItems(trx, collectionId, assetIds)
    await unplace(trx, collectionId, assetIds)
    await settle(trx, collectionId, { cause: 'hand', personId: by.id }, assetIds)
  })
}
