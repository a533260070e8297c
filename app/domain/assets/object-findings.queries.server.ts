import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'

/** Whether an object is known to be missing or damaged. */
export async function isBroken(db: Db | Tx, objectKey: string): Promise<boolean> {
  const found = db.selectFrom('objectFinding').select('problem').where('objectKey', '=', objectKey)
  return (await found.where('problem', '!=', 'orphaned').executeTakeFirst()) !== undefined
}

/** SQL: whether the original of a digest, itself SQL, is known to be missing or damaged. */
export const isBrokenOriginal = (sha256: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from object_finding f
    where f.object_key = 'originals/' || ${sha256} and f.problem <> 'orphaned')`

/** Whether the original of a version is known to be missing or damaged. */
export async function isBrokenVersion(db: Db, versionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('assetVersion as version')
    .where('version.id', '=', versionId)
    .where(isBrokenOriginal(sql.ref('version.sha256')))
    .select('version.id')
    .executeTakeFirst()
  return found !== undefined
}
