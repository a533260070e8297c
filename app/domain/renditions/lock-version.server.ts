import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** What is pointed at and what is discarded is decided by one at a time. */
export async function lockVersion(trx: Tx, versionId: string): Promise<void> {
  await sql`select 1 from asset_version where id = ${versionId} for update`.execute(trx)
}
