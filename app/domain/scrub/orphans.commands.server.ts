import { sql } from 'kysely'
import { clearFindings } from '~/domain/assets/object-findings.commands.server'
import { removeBytes } from '~/domain/assets/stored-objects.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Storage, StorageError } from '~/platform/storage'
import { unreferred } from './referred-objects.queries.server'

const ORIGINAL = /^originals\/([0-9a-f]{64})$/
const VERSION = /^(?:renditions|comparisons|sized|embedded)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//
/** Orphans of one request, the rest of which stays on the page, and how many are removed at once. */
const [MOST, AT_ONCE] = [1000, 4]

/**
 * Deletes the orphans that were found, as far as nothing refers to them by now; returns how many. Each is looked at again
 * under the lock that whoever would refer to it takes before. Throws `storage.no_answer` when the store fails; what was removed
 * until then is.
 */
export async function removeOrphans(db: Db, storage: Storage, by: Person): Promise<number> {
  const found = await db
    .selectFrom('objectFinding')
    .select('objectKey')
    .where('problem', '=', 'orphaned')
    .orderBy('objectKey')
    .limit(MOST)
    .execute()
  const settled: string[] = []
  let removed = 0
  const queue = found.values()
  const work = async () => {
    for (const { objectKey } of queue) {
      if (await removeOrphan(db, storage, objectKey)) removed++
      settled.push(objectKey)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  await inTransaction(db, async (trx) => {
    await clearFindings(trx, settled)
    await record(trx, actorOf(by), 'storage.orphans_removed', undefined, { files: removed })
  })
  for (const each of ended) if (each.status === 'rejected') throw explained(each.reason)
  return removed
}

const explained = (error: unknown) =>
  error instanceof StorageError ? new DomainError('storage.no_answer', {}, { cause: error }) : error

async function removeOrphan(db: Db, storage: Storage, key: string): Promise<boolean> {
  const sha256 = ORIGINAL.exec(key)?.[1]
  if (sha256) return (await unreferred(db, [key])).length > 0 && removeBytes(db, sha256, () => storage.delete(key))
  return inTransaction(db, async (trx) => {
    const versionId = VERSION.exec(key)?.[1]
    if (versionId) await sql`select 1 from asset_version where id = ${versionId}::uuid for update`.execute(trx)
    if ((await unreferred(trx, [key])).length === 0) return false
    await storage.delete(key)
    return true
  })
}
