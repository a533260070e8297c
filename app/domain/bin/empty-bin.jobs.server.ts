import { sql } from 'kysely'
import { z } from 'zod'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { abandonedBytes, removeBytes } from '~/domain/assets/stored-objects.commands.server'
import { SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { BIN_DAYS, BIN_KINDS, type BinKind } from './bin'
import { noteObjects, purgeOne } from './purge-one.commands.server'

/** Objects read from the database at a time. */
const BATCH = 500

/** Empties the bin of what has been in it for its time, and the store of bytes whose rows are gone. */
export const emptyBin = defineJob('empty_bin', {
  schema: z.strictObject({}),
  maxAttempts: 1,
  key: () => 'empty_bin',
  run: (_payload, { db, storage }: { db: Db; storage: Storage }) => empty(db, storage),
})

/**
 * Permanently deletes what has been in the bin for `days`: first the rows, each item in its own transaction, then the bytes
 * that nothing needs any more. Idempotent; after a kill, the next run continues.
 */
async function empty(db: Db, storage: Storage): Promise<void> {
  for (const kind of [...BIN_KINDS].reverse())
    for (const { id } of await overdue(db, kind).execute())
      await inTransaction(db, async (trx) => {
        // It may have been restored, or deleted permanently, since the list was made.
        const still = await overdue(trx, kind).where('id', '=', id).forUpdate().executeTakeFirst()
        if (still) await purgeOne(trx, SYSTEM, kind, id)
      })
  await inTransaction(db, async (trx) => noteObjects(trx, (await abandonedBytes(trx)).map(originalKey)))
  await removeObjects(db, storage)
}

const overdue = (db: Db, kind: BinKind) =>
  db
    .selectFrom(kind)
    .select('id')
    .where('deletedAt', '<=', sql<Date>`now() - make_interval(days => ${BIN_DAYS})`)
    .orderBy('deletedAt')

/** Deletes the bytes of the objects noted for deletion; the next run retries those that the store failed to delete. */
async function removeObjects(db: Db, storage: Storage): Promise<void> {
  let failure: unknown
  let last = ''
  for (;;) {
    const rows = await db
      .selectFrom('objectDeletion')
      .select('objectKey')
      .where('objectKey', '>', last)
      .orderBy('objectKey')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) break
    for (const { objectKey } of rows) {
      last = objectKey
      try {
        await removeObject(db, storage, objectKey)
      } catch (error) {
        failure = error
      }
    }
  }
  if (failure) throw failure
}

const ORIGINAL = /^originals\/([0-9a-f]{64})$/

async function removeObject(db: Db, storage: Storage, key: string): Promise<void> {
  const sha256 = ORIGINAL.exec(key)?.[1]
  // Every other object belongs to one version, which is deleted, so it needs no lock.
  if (sha256) await removeBytes(db, sha256, () => storage.delete(key))
  else await storage.delete(key)
  await db.deleteFrom('objectDeletion').where('objectKey', '=', key).execute()
}
