import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from './access'

/**
 * SQL on `asset`: the id of the version that the viewer's portal or share pins, or that a guest brought; null while the
 * approved one is followed. A portal shows one version of an asset: where several of its collections pin one, that of the
 * first; where one pins and another follows, the pinned one.
 */
export function pinnedVersion(viewer: Viewer): RawBuilder<string | null> {
  switch (viewer.kind) {
    case 'nobody':
    case 'staff':
      return sql<string | null>`null::uuid`
    case 'guest':
      // What the guest brought last, whatever others have made of the asset since.
      return sql<string | null>`(select f.version_id from submission_file f where f.guest_id = ${viewer.guestId}
        and f.asset_id = asset.id and f.state = 'taken' order by f.created_at desc, f.id desc limit 1)`
    case 'visitor':
      // Whether there are pins at all is asked once for all assets: looking for each takes three quarters of a search.
      return sql<string | null>`case when exists (select 1 from portal_collection pc
          join collection_asset ca on ca.collection_id = pc.collection_id
          where pc.portal_id = ${viewer.portalId} and ca.pinned_version_id is not null)
        then (select ca.pinned_version_id from portal_collection pc
          join collection c on c.id = pc.collection_id and c.deleted_at is null
          join collection_asset ca on ca.collection_id = pc.collection_id
          where pc.portal_id = ${viewer.portalId} and ca.asset_id = asset.id and ca.pinned_version_id is not null
          order by pc.position, pc.collection_id limit 1) end`
    case 'link':
      return sql<string | null>`coalesce(
        (select sa.pinned_version_id from share_asset sa
          where sa.share_id = ${viewer.shareId} and sa.asset_id = asset.id and sa.pinned_version_id is not null),
        (select ca.pinned_version_id from share s join collection_asset ca on ca.collection_id = s.collection_id
          where s.id = ${viewer.shareId} and ca.asset_id = asset.id and ca.pinned_version_id is not null))`
  }
}

/** SQL on `asset`: the id of the version that leaves to a viewer if the decision allows it; null while there is none. */
export const deliveredVersion = (viewer: Viewer): RawBuilder<string | null> =>
  sql<string | null>`coalesce(${pinnedVersion(viewer)}, asset.approved_version_id)`
