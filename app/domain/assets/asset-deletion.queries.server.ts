import { sql } from 'kysely'
import { mayDeleteAsset } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'

/** Returns for each of `ids` whether `by` may put it into the bin; ids that are not in the library are left out. */
export async function deletableAssets(db: Db, by: Person, ids: readonly string[]): Promise<Map<string, boolean>> {
  const assets = await deletable(db, ids).where('asset.deletedAt', 'is', null).execute()
  return new Map(assets.map((asset) => [asset.id, mayDeleteAsset(by, asset)]))
}

/** Returns a query for those of `ids` that exist, with the facts that `mayDeleteAsset` needs. */
export const deletable = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('asset')
    .where('asset.id', '=', sql<string>`any(${ids.filter(isId)}::uuid[])`)
    .select(['asset.id', 'asset.createdBy', 'asset.deletedAt', 'asset.deletedBy'])
    .select([
      sql<boolean>`(asset.approved_version_id is not null or exists (select 1 from asset_version v
        join review_step s on s.version_id = v.id
        where v.asset_id = asset.id and s.to_state = 'approved'))`.as('everApproved'),
      sql<string>`coalesce(${sourceText('title')}, (select v.file_name from asset_version v
        where v.id = asset.current_version_id))`.as('name'),
    ])
