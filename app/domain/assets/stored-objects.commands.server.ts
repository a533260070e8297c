import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'

interface Bytes {
  sha256: string
  crc32: number
  byteSize: number
  mediaType: string
}

/** Locks these bytes until the transaction ends, against both storing and removing them. */
export async function lockBytes(trx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(trx)
}

/**
 * Registers bytes before they are stored and returns a claim, which is valid until they are removed. After storing them,
 * the caller checks `isClaimed` in the transaction that first refers to them, and stores them again when the claim is
 * no longer valid.
 */
export async function claimBytes(db: Db, { sha256, crc32, byteSize, mediaType }: Bytes): Promise<string> {
  return inTransaction(db, async (trx) => {
    await lockBytes(trx, sha256)
    await trx
      .insertInto('storedObject')
      .values({ sha256, crc32, byteSize, mediaType })
      .onConflict((oc) => oc.column('sha256').doNothing())
      .execute()
    const { claim } = await claims(trx, sha256).executeTakeFirstOrThrow()
    return claim
  })
}

/** Whether a claim is still valid; the caller holds the lock of the bytes. */
export async function isClaimed(trx: Tx, sha256: string, claim: string): Promise<boolean> {
  return (await claims(trx, sha256).executeTakeFirst())?.claim === claim
}

/** As text with microseconds, which a JavaScript Date drops: a row deleted and inserted again must be another claim. */
const claims = (trx: Tx, sha256: string) =>
  trx.selectFrom('storedObject').select(sql<string>`created_at::text`.as('claim')).where('sha256', '=', sha256)

/**
 * Removes bytes that no version needs. `remove` runs under their lock, so an upload of the same bytes either comes before
 * it and keeps them, or after it and stores them again. Returns whether they were removed.
 */
export async function removeBytes(db: Db, sha256: string, remove: () => Promise<void>): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await lockBytes(trx, sha256)
    const needed = await trx.selectFrom('assetVersion').select('id').where('sha256', '=', sha256).executeTakeFirst()
    if (needed) return false
    await trx.deleteFrom('storedObject').where('sha256', '=', sha256).execute()
    await remove()
    return true
  })
}

/** Returns the SHA-256 of bytes registered over a day ago that no version refers to, left by an interrupted ingest. */
export async function abandonedBytes(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('storedObject as object')
    .select('object.sha256')
    .where('object.createdAt', '<', sql<Date>`now() - interval '1 day'`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('assetVersion as v').select('v.id').whereRef('v.sha256', '=', 'object.sha256'))),
    )
    .execute()
  return rows.map((row) => row.sha256)
}
