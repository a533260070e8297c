import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** Makes links to an asset that goes for good links to the one that it was merged into, but for those of that one itself. */
export async function leadLinksOn(trx: Tx, assetId: string): Promise<void> {
  for (const table of ['metadata_value', 'metadata_approved_value'] as const)
    await sql`update ${sql.table(table)} v set other_id = m.kept_id from asset_merge m join asset on asset.id = m.kept_id
      where m.merged_id = ${assetId} and v.other_id = ${assetId} and v.asset_id <> m.kept_id`.execute(trx)
}
