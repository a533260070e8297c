import { sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'

export interface ObjectFinding {
  objectKey: string
  problem: 'missing' | 'damaged' | 'orphaned'
  byteSize: number
}

/** Stores what is wrong with an object; of one that is known, that it is still so. */
export async function noteFinding(db: Db, { objectKey, problem, byteSize }: ObjectFinding): Promise<void> {
  await db
    .insertInto('objectFinding')
    .values({ objectKey, problem, byteSize })
    .onConflict((oc) => oc.column('objectKey').doUpdateSet({ problem, byteSize, seenAt: sql<Date>`clock_timestamp()` }))
    .execute()
}

/** Deletes the findings about objects that are right again or gone. */
export async function clearFindings(db: Db | Tx, objectKeys: readonly string[]): Promise<void> {
  if (objectKeys.length === 0) return
  await db.deleteFrom('objectFinding').where('objectKey', '=', sql<string>`any(${objectKeys}::text[])`).execute()
}

/** Deletes the findings that were not seen again since `since`. */
export async function clearFindingsBefore(db: Db | Tx, since: Date): Promise<void> {
  await db.deleteFrom('objectFinding').where('seenAt', '<', since).execute()
}
