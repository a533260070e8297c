import type { Db } from '~/platform/db.server'

/** Returns the names and paths under which an asset's bytes were uploaded, oldest first; at most 100. */
export const sourcesOf = (db: Db, assetId: string): Promise<AssetSource[]> =>
  db
    .selectFrom('assetSource')
    .where('assetId', '=', assetId)
    .orderBy('id')
    .limit(100)
    .select(['fileName', 'path'])
    .execute()

/** A name and folder path under which the bytes of an asset were uploaded. */
export interface AssetSource {
  fileName: string
  path: string | null
}
