import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'

/**
 * Locks an asset that is not in the bin and returns it with one of its versions. Throws `asset.unknown`,
 * `version.unknown` for a version of another asset.
 */
export async function lockAssetAndVersion(trx: Tx, assetId: string, versionId: string) {
  const asset = isId(assetId)
    ? await trx
        .selectFrom('asset')
        .select(['id', 'currentVersionId', 'approvedVersionId'])
        .where('id', '=', assetId)
        .where('deletedAt', 'is', null)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!asset) throw new DomainError('asset.unknown')
  const version = await trx
    .selectFrom('assetVersion')
    .selectAll()
    .where('assetId', '=', assetId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!version) throw new DomainError('version.unknown')
  return { asset, version }
}
