import type { Db } from '~/platform/db.server'

/** Returns the keys of the fields whose changes wait for approval; none for an asset that is not approved. */
export async function pendingFields(db: Db, assetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('metadataPending as pending')
    .innerJoin('asset', 'asset.id', 'pending.assetId')
    .innerJoin('metadataField as field', 'field.id', 'pending.fieldId')
    .where('pending.assetId', '=', assetId)
    .where('asset.approvedVersionId', 'is not', null)
    .orderBy('field.id')
    .select('field.key')
    .execute()
  return rows.map(({ key }) => key)
}
