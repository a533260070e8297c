import type { Actor } from '~/domain/audit/audit'
import { personIdOf } from '~/domain/identity/actor'
import type { Tx } from '~/platform/db.server'

/** Stores the name and path under which an asset's bytes were uploaded; an equal pair is stored once. */
export async function addSource(
  trx: Tx,
  by: Actor,
  assetId: string,
  { fileName, relativePath }: { fileName: string; relativePath?: string },
): Promise<void> {
  await trx
    .insertInto('assetSource')
    .values({ assetId, fileName, path: relativePath ?? null, arrivedBy: personIdOf(by) })
    .onConflict((oc) => oc.doNothing())
    .execute()
}
