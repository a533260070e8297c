import type { Actor } from '~/domain/audit/audit'
import type { Tx } from '~/platform/db.server'

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
