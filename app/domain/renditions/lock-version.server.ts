import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** Serialises setting and discarding the objects of a version. */
export async function lockVersion(trx: Tx, versionId: string): Promise<void> {
  await sql`select 1 from asset_version where id = ${versionId} for update`.execute(trx)
}
