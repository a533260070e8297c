import type { Db } from '~/platform/db.server'

/** Returns the object keys of all renditions of an asset's versions. */
export async function renditionObjectsOf(db: Db, assetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rendition')
    .innerJoin('assetVersion as version', 'version.id', 'rendition.versionId')
    .where('version.assetId', '=', assetId)
    .where('rendition.objectKey', 'is not', null)
    .select('rendition.objectKey')
    .execute()
  return rows.flatMap((row) => row.objectKey ?? [])
}
