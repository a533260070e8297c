import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'

/** Returns the asset that another was merged into, by way of further merges; undefined when it was not, or that one is gone. */
export async function keptFor(db: Db, assetId: string | undefined): Promise<string | undefined> {
  if (!isId(assetId)) return undefined
  const { rows } = await sql<{ id: string }>`
    with recursive kept(id, step) as (
      select kept_id, 1 from asset_merge where merged_id = ${assetId}::uuid
      union all select m.kept_id, step + 1 from asset_merge m join kept on m.merged_id = kept.id where step < 50
    ) select asset.id from kept join asset on asset.id = kept.id and asset.deleted_at is null
    order by step limit 1`.execute(db)
  return rows[0]?.id
}

/** A step of the review of an asset that was merged. */
export interface MergedStep {
  toState: string
  note: string | null
  at: string
  byName: string | null
}

/** An asset that was merged into another. */
export interface MergedAsset {
  mergedId: string
  name: string
  mergedAt: Date
  mergedByName: string | null
  /** Whether it is still in the bin, from which it can be restored. */
  isInBin: boolean
  /** Who put it there; only they and managers restore it. */
  deletedBy: string | null
  history: MergedStep[]
}

/** Returns what was merged into an asset, latest first. */
export const mergedInto = (db: Db, keptId: string): Promise<MergedAsset[]> =>
  db
    .selectFrom('assetMerge as merge')
    .leftJoin('person', 'person.id', 'merge.mergedBy')
    .leftJoin('asset', 'asset.id', 'merge.mergedId')
    .where('merge.keptId', '=', keptId)
    .orderBy('merge.mergedAt', 'desc')
    .limit(50)
    .select(['merge.mergedId', 'merge.name', 'merge.mergedAt', 'person.name as mergedByName', 'asset.deletedBy'])
    .select([sql<boolean>`asset.deleted_at is not null`.as('isInBin'), sql<MergedStep[]>`merge.history`.as('history')])
    .execute()
