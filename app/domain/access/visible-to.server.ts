import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isHeldVersion } from '~/domain/assets/holds.queries.server'
import type { Viewer } from './access'
import { curates, mayPreview } from './decide'
import { deliveredVersion, pinnedVersion } from './pinned-version.server'

/**
 * SQL equivalent of `decide(viewer, 'see', …)`: a condition on a query that has `asset` in scope.
 * Every query that lists, counts or searches assets for a viewer needs `.where(visibleTo(viewer, now))`.
 */
export const visibleTo = (viewer: Viewer, now: Date): RawBuilder<SqlBool> =>
  visible(viewer, now, { id: deliveredVersion(viewer), isWithdrawn: (outsider) => pinWithdrawn(outsider) })

/**
 * The same on a query that has `version` in scope, too, as the version that leaves to the viewer: it is not looked for again. The
 * rights of each asset are looked up by its id, since PostgreSQL expects few assets here and may read all rights for each. For a
 * query that ends after the first ones, what the portal or share contains is looked up so, too (`probes`), and not read first.
 */
export const visibleIn = (viewer: Viewer, now: Date, { probes }: { probes: boolean }): RawBuilder<SqlBool> =>
  visible(viewer, now, {
    id: sql.ref<string>('version.id'),
    isWithdrawn: () => sql`(version.state <> 'approved')`,
    probes: { contents: probes, rights: true },
  })

/** The version that leaves to a viewer. */
interface Delivered {
  id: RawBuilder<string | null>
  /** Whether it is a pinned one that was withdrawn. */
  isWithdrawn: (viewer: Outsider) => RawBuilder<SqlBool>
  /** What is looked up asset by asset. */
  probes?: { contents: boolean; rights: boolean }
}

function visible(viewer: Viewer, now: Date, { isWithdrawn, ...delivered }: Delivered): RawBuilder<SqlBool> {
  if (viewer.kind === 'nobody') return sql<SqlBool>`false`
  if (viewer.kind === 'staff')
    return curates(viewer) ? sql<SqlBool>`(asset.deleted_at is null)` : outward(delivered, now)
  if (viewer.kind === 'guest')
    return sql<SqlBool>`(${guestOpen(viewer, now)} and ${coveredBy(viewer)} and asset.deleted_at is null)`
  return sql<SqlBool>`(${reachable(viewer, now, delivered)} and not ${isWithdrawn(viewer)})`
}

/** SQL equivalent of `decide` giving the reason `version_withdrawn`: seen but for a pin to a version that was withdrawn. */
export function stoppedByPin(viewer: Viewer, now: Date): RawBuilder<SqlBool> {
  if (viewer.kind !== 'visitor' && viewer.kind !== 'link') return sql<SqlBool>`false`
  return sql<SqlBool>`(${reachable(viewer, now)} and ${pinWithdrawn(viewer)})`
}

type Outsider = Extract<Viewer, { kind: 'visitor' | 'link' }>

const reachable = (
  viewer: Outsider,
  now: Date,
  delivered: Pick<Delivered, 'id' | 'probes'> = { id: deliveredVersion(viewer) },
) =>
  sql<SqlBool>`(${viewer.kind === 'visitor' ? portalOpen(viewer, now) : linkOpen(viewer, now)}
    and ${coveredBy(viewer, delivered.probes?.contents)} and ${outward(delivered, now)})`

const pinWithdrawn = (viewer: Outsider) =>
  sql<SqlBool>`exists (select 1 from asset_version pin where pin.id = ${pinnedVersion(viewer)} and pin.state <> 'approved')`

/** SQL on `asset`: whether the viewer's portal or share contains the asset; true for staff. */
export function coveredBy(viewer: Viewer, probes = false): RawBuilder<SqlBool> {
  const each = oneByOne(probes)
  switch (viewer.kind) {
    case 'nobody':
      return sql<SqlBool>`false`
    case 'staff':
      return sql<SqlBool>`true`
    case 'guest':
      return sql<SqlBool>`exists (select 1 from submission_file f
        where f.guest_id = ${viewer.guestId} and f.asset_id = asset.id and f.state = 'taken' ${each})`
    case 'visitor':
      // A portal's logo and hero are published with it, whether or not one of its collections contains them.
      return sql<SqlBool>`(exists (select 1 from portal_collection pc
        join collection c on c.id = pc.collection_id and c.deleted_at is null
        join collection_asset ca on ca.collection_id = pc.collection_id
        where pc.portal_id = ${viewer.portalId} and ca.asset_id = asset.id ${each})
        or exists (select 1 from portal p where p.id = ${viewer.portalId}
        and asset.id in (p.logo_asset_id, p.logo_dark_asset_id, p.hero_asset_id)))`
    case 'link':
      return sql<SqlBool>`(exists (select 1 from share_asset sa
        where sa.share_id = ${viewer.shareId} and sa.asset_id = asset.id ${each})
        or exists (select 1 from share s join collection c on c.id = s.collection_id and c.deleted_at is null
        join collection_asset ca on ca.collection_id = s.collection_id
        where s.id = ${viewer.shareId} and ca.asset_id = asset.id ${each}))`
  }
}

/** A subquery with an offset is neither hashed nor joined (PostgreSQL, `simplify_EXISTS_query`). */
const oneByOne = (isAsked = false) => (isAsked ? sql`offset 0` : sql``)

const outward = ({ id, probes }: Pick<Delivered, 'id' | 'probes'>, now: Date) => sql<SqlBool>`(asset.deleted_at is null
  and asset.approved_version_id is not null and not coalesce(${isHeldVersion(id)}, false) and not exists (
  select 1 from asset_rights r where r.asset_id = asset.id and (r.embargo_until > ${now} or r.expires_at <= ${now})
  ${oneByOne(probes?.rights)}))`

const portalOpen = (viewer: Extract<Viewer, { kind: 'visitor' }>, now: Date) =>
  sql<SqlBool>`exists (select 1 from portal p where p.id = ${viewer.portalId} and p.deleted_at is null
    and ${mayPreview(viewer.previewBy) ? sql`true` : sql`p.published_at <= ${now}`})`

// Reads the guest's state again, as of a share.
const guestOpen = ({ guestId }: Extract<Viewer, { kind: 'guest' }>, now: Date) =>
  sql<SqlBool>`exists (select 1 from guest g where g.id = ${guestId} and g.revoked_at is null and g.expires_at > ${now})`

// Reads the share's state again, so that a viewer loaded before a revocation sees nothing after it.
const linkOpen = (viewer: Extract<Viewer, { kind: 'link' }>, now: Date) =>
  viewer.unlocked && viewer.creatorMayShare
    ? sql<SqlBool>`exists (select 1 from share where share.id = ${viewer.shareId} and ${shareNotEnded(now)}
        and (share.opens_at is null or share.opens_at <= ${now}))`
    : sql<SqlBool>`false`

/**
 * SQL on `share`: whether it is open now or will be. The same rule as `closedReason`, without the checks of the creator's
 * rights and of the opening time.
 */
export const shareNotEnded = (now: Date) => sql<SqlBool>`(share.revoked_at is null and share.deleted_at is null
  and (share.expires_at is null or share.expires_at > ${now}))`
