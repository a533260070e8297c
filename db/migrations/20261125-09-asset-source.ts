/**
 * Every name and path under which an asset's bytes were uploaded, duplicates included, because people search a file by the
 * name that they gave it. For earlier uploads, the versions and the path of the asset say it.
 */
export const assetSource = `
create table asset_source (
  id bigint generated always as identity primary key,
  asset_id uuid not null references asset on delete cascade,
  file_name text not null check (length(file_name) between 1 and 255),
  path text,
  arrived_at timestamptz not null default now(),
  arrived_by uuid references person,
  constraint asset_source_key unique nulls not distinct (asset_id, file_name, path)
);

insert into asset_source (asset_id, file_name, path, arrived_at, arrived_by)
  select v.asset_id, v.file_name, case when v.number = 1 then a.source_path end, v.created_at, v.created_by
  from asset_version v join asset a on a.id = v.asset_id
  order by v.created_at
  on conflict do nothing;
`
