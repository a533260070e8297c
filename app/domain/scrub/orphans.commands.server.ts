import { sql } from 'kysely'
import { clearFindings } from '~/domain/assets/object-findings.commands.server'
import { removeBytes } from '~/domain/assets/stored-objects.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import type { Storage } from '~/platform/storage'
import { unreferred } from './referred-objects.queries.server'

const ORIGINAL = /^originals\/([0-9a-f]{64})$/
const VERSION = /^(?:renditions|comparisons|sized)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//
/** Orphans of one request; the rest stays on the page. */
const MOST = 1000

/**
 * Deletes the orphans that were found, as far as nothing refers to them by now; returns how many. Each is looked at again
 * under the lock that whoever would refer to it takes before.
 */
export async function removeOrphans(db: Db, storage: Storage, by: Person): Promise<number> {
  const found = await db
    .selectFrom('objectFinding')
    .select('objectKey')
    .where('problem', '=', 'orphaned')
    .orderBy('objectKey')
    .limit(MOST)
    .execute()
  let removed = 0
  for (const { objectKey } of found) if (await removeOrphan(db, storage, objectKey)) removed++
  await inTransaction(db, async (trx) => {
    await clearFindings(
      trx,
      found.map(({ objectKey }) => objectKey),
    )
    await record(trx, actorOf(by), 'storage.orphans_removed', undefined, { files: removed })
  })
  return removed
}

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
