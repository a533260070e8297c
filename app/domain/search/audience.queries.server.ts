import { type RawBuilder, sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { PLAN_LIMITS } from './plan-limits'

/** SQL for a table with the ids of all assets that a portal or share contains, and maybe others; undefined for other viewers. */
export const audienceOf = (viewer: Viewer) => contained(viewer, sql`union`)

/** `how` the parts are put together: `union all` finds the first ones without reading all. */
function contained(viewer: Viewer, how: RawBuilder<unknown>): RawBuilder<{ asset_id: string }> | undefined {
  if (viewer.kind === 'visitor')
    return sql`(select ca.asset_id from portal_collection pc join collection_asset ca on ca.collection_id = pc.collection_id
        where pc.portal_id = ${viewer.portalId}
      ${how} select unnest(array[p.logo_asset_id, p.logo_dark_asset_id, p.hero_asset_id]) from portal p where p.id = ${viewer.portalId})`
  if (viewer.kind === 'link')
    return sql`(select sa.asset_id from share_asset sa where sa.share_id = ${viewer.shareId}
      ${how} select ca.asset_id from share s join collection_asset ca on ca.collection_id = s.collection_id
        where s.id = ${viewer.shareId})`
  return undefined
}

/**
 * Returns whether a search for this viewer begins with the assets that its portal or share contains, since they are few, and fewer
 * than the documents of its rarest word, `frequency`: infinite without words.
 */
export async function hasSmallAudience(
  { db, viewer }: Pick<ViewScope, 'db' | 'viewer'>,
  frequency: number,
): Promise<boolean> {
  const audience = contained(viewer, sql`union all`)
  if (!audience) return false
  const many = Math.min(PLAN_LIMITS.largeAudience, frequency)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from (select 1 from ${audience} as contained limit ${many}) as first_ones`.execute(db)
  return (rows[0]?.count ?? 0) < many
}
