import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** Returns the kinds of those of the assets that are not in the bin, by id. */
export async function kindsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('asset')
    .select(['id', 'kind'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('deletedAt', 'is', null)
    .execute()
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}
