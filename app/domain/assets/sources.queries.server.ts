import type { Db } from '~/platform/db.server'

/** Every name and path under which bytes of an asset arrived, oldest first; at most 100. */
export const sourcesOf = (db: Db, assetId: string): Promise<AssetSource[]> =>
  db
    .selectFrom('assetSource')
    .where('assetId', '=', assetId)
    .orderBy('id')
    .limit(100)
    .select(['fileName', 'path'])
    .execute()

/** A name and folder path under which the bytes of an asset arrived. */
export interface AssetSource {
  fileName: string
  path: string | null
}
