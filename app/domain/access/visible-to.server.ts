import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer } from './access'
import { curates, mayPreview } from './decide'

/**
 * The SQL twin of `decide(viewer, 'see', …)`: a condition on a query that has `asset` in scope.
 * Whatever lists, counts or searches assets for somebody says `.where(visibleTo(viewer, now))`.
 */
export function visibleTo(viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  if (viewer.kind === 'nobody') return sql<SqlBool>`false`
  if (viewer.kind === 'staff') return curates(viewer) ? sql<SqlBool>`(asset.deleted_at is null)` : outward(now)
  if (viewer.kind === 'visitor')
    return sql<SqlBool>`(${portalOpen(viewer, now)} and ${coveredBy(viewer)} and ${outward(now)})`
  return sql<SqlBool>`(${linkOpen(viewer, now)} and ${coveredBy(viewer)} and ${outward(now)})`
}

/** Whether the viewer's portal or link contains the asset, as SQL; true for staff. */
export function coveredBy(viewer: Viewer): RawBuilder<SqlBool> {
  switch (viewer.kind) {
    case 'nobody':
      return sql<SqlBool>`false`
    case 'staff':
      return sql<SqlBool>`true`
    case 'visitor':
      // A portal's logo and hero are published with it, whether or not a collection holds them.
      return sql<SqlBool>`(exists (select 1 from portal_collection pc
        join collection c on c.id = pc.collection_id and c.deleted_at is null
        join collection_asset ca on ca.collection_id = pc.collection_id
        where pc.portal_id = ${viewer.portalId} and ca.asset_id = asset.id)
        or exists (select 1 from portal p where p.id = ${viewer.portalId}
        and asset.id in (p.logo_asset_id, p.logo_dark_asset_id, p.hero_asset_id)))`
    case 'link':
      return sql<SqlBool>`(exists (select 1 from share_asset sa
        where sa.share_id = ${viewer.shareId} and sa.asset_id = asset.id)
        or exists (select 1 from share s join collection c on c.id = s.collection_id and c.deleted_at is null
        join collection_asset ca on ca.collection_id = s.collection_id
        where s.id = ${viewer.shareId} and ca.asset_id = asset.id))`
  }
}

const outward = (now: Date) => sql<SqlBool>`(asset.deleted_at is null
  and asset.approved_version_id is not null and not exists (
  select 1 from asset_rights r where r.asset_id = asset.id and (r.embargo_until > ${now} or r.expires_at <= ${now})))`

const portalOpen = (viewer: Extract<Viewer, { kind: 'visitor' }>, now: Date) =>
  sql<SqlBool>`exists (select 1 from portal p where p.id = ${viewer.portalId} and p.deleted_at is null
    and ${mayPreview(viewer.previewBy) ? sql`true` : sql`p.published_at <= ${now}`})`

// Opened state is asked of the table again, so that a viewer loaded before a revocation cannot see past it.
const linkOpen = (viewer: Extract<Viewer, { kind: 'link' }>, now: Date) =>
  viewer.unlocked && viewer.creatorMayShare
    ? sql<SqlBool>`exists (select 1 from share where share.id = ${viewer.shareId} and ${shareNotEnded(now)}
        and (share.opens_at is null or share.opens_at <= ${now}))`
    : sql<SqlBool>`false`

/** A condition on `share`: whether it is open, or will be; `closedReason` without its creator and its beginning. */
export const shareNotEnded = (now: Date) => sql<SqlBool>`(share.revoked_at is null and share.deleted_at is null
  and (share.expires_at is null or share.expires_at > ${now}))`
