import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Direction, RelationKind } from './relation'

/** A relation as seen from one of its assets. */
export interface SeenRelation {
  kind: RelationKind
  direction: Direction
  otherId: string
}

/** Returns the relations of an asset in both directions, oldest first, with assets that are not in the bin. */
export async function relationsOf(db: Db, assetId: string): Promise<SeenRelation[]> {
  const { rows } = await sql<SeenRelation>`
    select seen.kind, seen.direction, seen.other_id as "otherId" from (
      select kind, 'from' as direction, to_id as other_id, created_at from asset_relation where from_id = ${assetId}::uuid
      union all
      select kind, 'to', from_id, created_at from asset_relation where to_id = ${assetId}::uuid
    ) seen
    join asset on asset.id = seen.other_id and asset.deleted_at is null
    order by seen.created_at, seen.other_id`.execute(db)
  return rows
}

export interface LapsedPart {
  id: string
  /** Why people outside do not get it: it expired, its approval was withdrawn, or it is in the bin. */
  reason: 'expired' | 'withdrawn' | 'deleted'
}

/** Returns the parts of an asset, and the parts of those, that may not go out any more although they once could. */
export async function lapsedParts(db: Db, assetId: string, now: Date): Promise<LapsedPart[]> {
  const { rows } = await sql<LapsedPart>`
    with recursive part(id) as (
      select from_id from asset_relation where to_id = ${assetId}::uuid and kind = 'part_of'
      union select r.from_id from asset_relation r join part on r.to_id = part.id where r.kind = 'part_of'
    )
    select found.id, found.reason from (
      select asset.id, case
        when asset.deleted_at is not null then 'deleted'
        when rights.expires_at <= ${now} then 'expired'
        when asset.approved_version_id is null and exists (select 1 from asset_version v
          join review_step s on s.version_id = v.id where v.asset_id = asset.id and s.to_state = 'approved') then 'withdrawn'
        end as reason
      from part join asset on asset.id = part.id left join asset_rights rights on rights.asset_id = asset.id
    ) found where found.reason is not null order by found.id`.execute(db)
  return rows
}
