import type { Actor } from '~/domain/audit/audit'
import type { Db, Tx } from '~/platform/db.server'

/** A name and folder path under which the bytes of an asset arrived. */
export interface AssetSource {
  fileName: string
  path: string | null
}

/** Keeps under which name and path bytes of an asset arrived; the same twice is kept once. */
export async function addSource(
  trx: Tx,
  by: Actor,
  assetId: string,
  { fileName, relativePath }: { fileName: string; relativePath?: string },
): Promise<void> {
  await trx
    .insertInto('assetSource')
    .values({ assetId, fileName, path: relativePath ?? null, arrivedBy: by.id ?? null })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Every name and path under which bytes of an asset arrived, oldest first; at most 100. */
export const sourcesOf = (db: Db, assetId: string): Promise<AssetSource[]> =>
  db
    .selectFrom('assetSource')
    .where('assetId', '=', assetId)
    .orderBy('id')
    .limit(100)
    .select(['fileName', 'path'])
    .execute()
