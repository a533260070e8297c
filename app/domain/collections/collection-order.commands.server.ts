import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { MoveTarget } from './collection'

/**
 * Moves assets of a collection to one place, keeping their order, and returns how many. The caller holds the lock of the
 * collection. Positions count only visible assets that people placed: assets in the bin stay between their neighbours, and what the
 * search of a smart collection found comes after all of them. Throws `collection.changed_meanwhile` when none of the assets, or not the one to place them beside, is in the collection.
 */
export async function placeAssets(trx: Tx, id: string, assetIds: string[], to: MoveTarget): Promise<number> {
  const rows = await trx
    .selectFrom('collectionAsset')
    .innerJoin('asset', 'asset.id', 'collectionAsset.assetId')
    .where('collectionAsset.collectionId', '=', id)
    .where('collectionAsset.position', 'is not', null)
    .orderBy('collectionAsset.position')
    .select(['asset.id', sql<boolean>`asset.deleted_at is not null`.as('hidden')])
    .execute()
  const wanted = new Set(assetIds)
  const moved = rows.filter((row) => wanted.has(row.id))
  const rest = rows.filter((row) => !wanted.has(row.id))
  const at = indexOf(rest, to)
  if (moved.length === 0 || at < 0) throw new DomainError('collection.changed_meanwhile')
  const order = [...rest.slice(0, at), ...moved, ...rest.slice(at)].map((row) => row.id)
  await sql`update collection_asset ca set position = wanted.n
    from unnest(${order}::uuid[]) with ordinality as wanted(id, n)
    where ca.collection_id = ${id} and ca.asset_id = wanted.id and ca.position <> wanted.n`.execute(trx)
  return moved.length
}

/** Returns the index in `rest` to insert the moved assets at; negative when the asset to place them beside is not there. */
function indexOf(rest: { id: string; hidden: boolean }[], to: MoveTarget): number {
  if (to.kind !== 'position') {
    const at = rest.findIndex((row) => row.id === to.assetId)
    return at < 0 || to.kind === 'before' ? at : at + 1
  }
  const seen = rest.flatMap((row, index) => (row.hidden ? [] : [index]))
  return seen[to.position - 1] ?? rest.length
}
