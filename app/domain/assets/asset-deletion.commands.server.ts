import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record, recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayDeleteAsset, mayRestore } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { leadLinksOn } from '~/domain/metadata/lead-links-on.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { deletable } from './asset-deletion.queries.server'

/** Result of a deletion: the ids now in the bin, and how many were skipped because this person may not delete them. */
export interface DeletedAssets {
  deleted: string[]
  refused: number
}

/**
 * Puts those of `ids` that `by` may delete into the bin; assets already there are not changed. Throws `asset.unknown` when
 * none of them exists, `asset.not_deletable` when `by` may delete none of them.
 */
export async function deleteAssets(db: Db, by: Person, ids: readonly string[]): Promise<DeletedAssets> {
  return inTransaction(db, async (trx) => {
    const assets = (await lockAssets(trx, ids)).filter((asset) => !asset.deletedAt)
    if (assets.length === 0) throw new DomainError('asset.unknown')
    const allowed = assets.filter((asset) => mayDeleteAsset(by, asset))
    if (allowed.length === 0) throw new DomainError('asset.not_deletable')
    const deleted = allowed.map((asset) => asset.id)
    await trx
      .updateTable('asset')
      .set({ deletedAt: sql<Date>`now()`, deletedBy: by.id })
      .where('id', 'in', deleted)
      .execute()
    await recordAll(trx, actorOf(by), 'asset.deleted', allowed.map(lineOf))
    return { deleted, refused: assets.length - allowed.length }
  })
}

/** Restores assets from the bin unchanged. Throws `role.required`, and `bin.gone` when one is not in the bin. */
export async function restoreAssets(db: Db, by: Person, ids: readonly string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const assets = (await lockAssets(trx, ids)).filter((asset) => asset.deletedAt)
    if (assets.length < new Set(ids).size) throw new DomainError('bin.gone')
    if (!assets.every((asset) => mayRestore(by, asset.deletedBy)))
      throw new DomainError('role.required', { role: 'manager' })
    await trx
      .updateTable('asset')
      .set({ deletedAt: null, deletedBy: null })
      .where(
        'id',
        'in',
        assets.map((asset) => asset.id),
      )
      .execute()
    await recordAll(trx, actorOf(by), 'asset.restored', assets.map(lineOf))
  })
}

/**
 * Permanently deletes the rows of an asset in the bin, with its versions, texts and rights; records of downloads and the
 * audit log stay. Returns the SHA-256 of each of its originals. Throws `bin.gone` when it is not in the bin.
 */
export async function purgeAsset(trx: Tx, by: Actor, id: string): Promise<string[]> {
  const [asset] = await lockAssets(trx, [id])
  if (!asset?.deletedAt) throw new DomainError('bin.gone')
  const versions = await trx.selectFrom('assetVersion').select('sha256').where('assetId', '=', id).execute()
  await leadLinksOn(trx, id)
  await trx.deleteFrom('asset').where('id', '=', id).execute()
  await record(trx, by, 'asset.purged', subject(asset))
  return [...new Set(versions.map((version) => version.sha256))]
}

/** Locks in the order of ids, so that two people who delete the same selection cannot deadlock. */
const lockAssets = (trx: Tx, ids: readonly string[]) => deletable(trx, ids).orderBy('asset.id').forUpdate().execute()

const lineOf = (asset: { id: string; name: string }) => ({ subject: subject(asset) })
const subject = ({ id, name }: { id: string; name: string }) => ({ kind: 'asset' as const, id, name })
