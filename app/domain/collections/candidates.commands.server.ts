import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { settleItems } from './settle-items.jobs.server'

/** Notes assets that may enter or leave smart collections, in the transaction that stores what they are found by. */
export async function noteCandidates(trx: Tx, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length === 0) return
  await sql`insert into collection_candidate (asset_id) select unnest(${assetIds}::uuid[])`.execute(trx)
  await enqueue(trx, settleItems, {})
}

/** Returns assets that wait, with the ids of their rows. */
export const waitingCandidates = (trx: Tx, limit: number): Promise<{ id: number; assetId: string }[]> =>
  trx.selectFrom('collectionCandidate').select(['id', 'assetId']).orderBy('id').limit(limit).execute()

export async function forgetCandidates(trx: Tx, ids: readonly number[]): Promise<void> {
  await trx.deleteFrom('collectionCandidate').where('id', '=', sql<number>`any(${ids}::bigint[])`).execute()
}
