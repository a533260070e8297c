import { sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'

export interface ObjectFinding {
  objectKey: string
  problem: 'missing' | 'damaged' | 'archived' | 'orphaned'
  byteSize: number
}

/** Stores what is wrong with an object; of one that is known, that it is still so. */
export const noteFinding = (db: Db, finding: ObjectFinding): Promise<void> => noteFindings(db, [finding])

/** The same of many objects, each given once. */
export async function noteFindings(db: Db, findings: readonly ObjectFinding[]): Promise<void> {
  if (findings.length === 0) return
  await db
    .insertInto('objectFinding')
    .values(findings.map(({ objectKey, problem, byteSize }) => ({ objectKey, problem, byteSize })))
    .onConflict((oc) =>
      oc.column('objectKey').doUpdateSet((eb) => ({
        ...{ problem: eb.ref('excluded.problem'), byteSize: eb.ref('excluded.byteSize') },
        seenAt: sql<Date>`clock_timestamp()`,
      })),
    )
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
