import { sql } from 'kysely'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { holdReasons, isHeldVersion } from '~/domain/assets/holds.queries.server'
import { lockAssetAndVersion } from '~/domain/assets/lock-version.server'
import { requireBytes } from '~/domain/assets/restore-version.commands.server'
import { restoreEditedIn } from '~/domain/edits/edits.commands.server'
import { mayReleaseHeld } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Storage } from '~/platform/storage'

/**
 * Sends a held file away: a new asset goes to the bin; of an asset that had a file before, the newest version that is not held
 * becomes the current one again, edited as it was. Returns which of the two was done. Throws `role.required`, `version.not_held`,
 * `asset.changed_meanwhile` when the held version is not the current one any more or another was held or let in, and like `lockAssetAndVersion`,
 * `deleteAssets` and `restoreEdited`.
 */
export async function discardHeld(
  { db, storage }: { db: Db; storage: Storage },
  by: Person,
  assetId: string,
  versionId: string,
): Promise<{ done: 'binned' | 'restored' }> {
  if (!mayReleaseHeld(by)) throw new DomainError('role.required', { role: 'manager' })
  // Asked before the transaction, in which there is no I/O.
  const stored = await newestNotHeld(db, assetId)
  if (stored) await requireBytes(db, storage, stored.id)
  return inTransaction(db, async (trx) => {
    const { asset } = await lockAssetAndVersion(trx, assetId, versionId)
    if (asset.currentVersionId !== versionId) throw new DomainError('asset.changed_meanwhile')
    if ((await holdReasons(trx, versionId)).length === 0) throw new DomainError('version.not_held')
    const before = await newestNotHeld(trx, assetId)
    if (before?.id !== stored?.id) throw new DomainError('asset.changed_meanwhile')
    if (before) await restoreEditedIn(trx, by, assetId, before.id)
    else await deleteAssets(trx, by, [assetId])
    return { done: before ? 'restored' : 'binned' }
  })
}

/** Returns the newest version of an asset that is not held; undefined when all of them are. */
const newestNotHeld = (db: Db, assetId: string) =>
  db
    .selectFrom('assetVersion as version')
    .where('version.assetId', '=', assetId)
    .where(sql<boolean>`not ${isHeldVersion(sql.ref('version.id'))}`)
    .orderBy('version.number', 'desc')
    .select('version.id')
    .executeTakeFirst()
