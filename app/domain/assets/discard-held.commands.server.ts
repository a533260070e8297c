import { sql } from 'kysely'
import { mayReleaseHeld } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Storage } from '~/platform/storage'
import { deleteAssets } from './asset-deletion.commands.server'
import { holdReasons, isHeldVersion } from './holds.queries.server'
import { restoreVersion } from './restore-version.commands.server'

/**
 * Sends a held file away: a new asset goes to the bin; of an asset that had a file before, the newest version that is not held
 * becomes the current one again. Throws `role.required`, `version.not_held`, and like `deleteAssets` and `restoreVersion`.
 */
export async function discardHeld(
  { db, storage }: { db: Db; storage: Storage },
  by: Person,
  assetId: string,
  versionId: string,
): Promise<{ done: 'binned' | 'restored' }> {
  if (!mayReleaseHeld(by)) throw new DomainError('role.required', { role: 'manager' })
  if ((await holdReasons(db, versionId)).length === 0) throw new DomainError('version.not_held')
  const before = await db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('asset.id', '=', assetId)
    .where('asset.currentVersionId', '=', versionId)
    .whereRef('version.id', '<>', 'asset.currentVersionId')
    .where(sql<boolean>`not ${isHeldVersion(sql.ref('version.id'))}`)
    .orderBy('version.number', 'desc')
    .select('version.id')
    .executeTakeFirst()
  if (before) await restoreVersion({ db, storage }, by, assetId, before.id)
  else await deleteAssets(db, by, [assetId])
  return { done: before ? 'restored' : 'binned' }
}
