/**
 * A pin: the version of an asset that an item of a collection or share delivers instead of the approved one. The foreign key
 * names the asset too, so that a pin can only be to a version of the item's own asset; it cascades because an item must never
 * begin to follow the approved version by itself. Versions are deleted only with their asset.
 */
const pinOf = (table: 'collection_asset' | 'share_asset') => `
alter table ${table}
  add column pinned_version_id uuid,
  add column pinned_at timestamptz,
  add constraint ${table}_pin_is_dated check ((pinned_version_id is null) = (pinned_at is null)),
  add constraint ${table}_pin_of_asset foreign key (asset_id, pinned_version_id)
    references asset_version (asset_id, id) on delete cascade;
create index ${table}_pin_idx on ${table} (asset_id, pinned_version_id) where pinned_version_id is not null;
`

export const pins = `
create unique index asset_version_of_asset_idx on asset_version (asset_id, id);
${pinOf('collection_asset')}
${pinOf('share_asset')}
`
