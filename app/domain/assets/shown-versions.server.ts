import { type SqlBool, sql } from 'kysely'

/** SQL on `version`: whether an item of a collection or share pins it. */
export const isPinned = sql<SqlBool>`(exists (select 1 from collection_asset ca
    where ca.asset_id = version.asset_id and ca.pinned_version_id = version.id)
  or exists (select 1 from share_asset sa
    where sa.asset_id = version.asset_id and sa.pinned_version_id = version.id))`

/** SQL on `asset` and `version`: whether anyone sees the version, because it is the current, approved or a pinned one. */
export const isShownVersion = sql<SqlBool>`(version.asset_id = asset.id
  and (version.id in (asset.current_version_id, asset.approved_version_id) or ${isPinned}))`
