import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { type Author, requireAnnotates } from './author'

/** Locks an annotation of an asset that is not in the bin. Throws like `requireAnnotates`, `asset.unknown`, `annotation.unknown`. */
export async function lockAnnotation(trx: Tx, author: Author, assetId: string, number: number) {
  await requireAsset(trx, author, assetId)
  const found = await trx
    .selectFrom('annotation')
    .where('assetId', '=', assetId)
    .where('number', '=', number)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new DomainError('annotation.unknown')
  return found
}

/** Throws like `requireAnnotates`, and `asset.unknown` for an asset in the bin. */
export async function requireAsset(trx: Tx, author: Author, assetId: string): Promise<{ currentVersionId: string }> {
  requireAnnotates(author, assetId)
  const asset = isId(assetId)
    ? await trx
        .selectFrom('asset')
        .where('id', '=', assetId)
        .where('deletedAt', 'is', null)
        .select('currentVersionId')
        .executeTakeFirst()
    : undefined
  if (!asset) throw new DomainError('asset.unknown')
  return asset
}
