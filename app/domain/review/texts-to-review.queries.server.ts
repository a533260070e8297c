import { sql } from 'kysely'
import { type PendingChange, pendingChanges } from '~/domain/metadata/withheld-values.queries.server'
import type { Db } from '~/platform/db.server'

/** An approved asset whose changed texts wait for review. */
export interface TextsToReview {
  assetId: string
  since: Date
  /** Who changed them last; null for the product itself. */
  changedBy: string | null
  changes: PendingChange[]
}

const waiting = sql`(select p.asset_id, min(p.since) as since, array_agg(p.field_id) as field_ids from metadata_pending p
  join asset on asset.id = p.asset_id and asset.deleted_at is null and asset.approved_version_id is not null
  where p.returned_at is null group by p.asset_id) as waiting`

/** Returns the first assets whose changed texts wait, longest waiting first. */
export async function listTextsWaiting(db: Db, limit = 200): Promise<TextsToReview[]> {
  const { rows } = await sql<Omit<TextsToReview, 'changes'>>`select waiting.asset_id, waiting.since,
      (select c.actor_name from metadata_change c where c.asset_id = waiting.asset_id and c.field_id = any(waiting.field_ids)
        order by c.id desc limit 1) as changed_by
    from ${waiting} order by waiting.since, waiting.asset_id limit ${limit}`.execute(db)
  const changes = await pendingChanges(
    db,
    rows.map(({ assetId }) => assetId),
  )
  return rows.map((row) => ({ ...row, changes: changes.get(row.assetId) ?? [] }))
}

/** Returns the ids of all assets whose changed texts wait, longest waiting first. */
export async function textsWaitingIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ assetId: string }>`select waiting.asset_id from ${waiting}
    order by waiting.since, waiting.asset_id`.execute(db)
  return rows.map(({ assetId }) => assetId)
}

/** Returns of how many assets changed texts wait. */
export async function countTextsWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${waiting}`.execute(db)
  return rows[0]?.count ?? 0
}
