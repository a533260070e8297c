/**
 * Templates: values that new assets get and fields that they need before approval, chosen at an upload, by the folder or for all
 * that arrives. The last row of an asset in `asset_template` is the template that counts for it.
 */
export const templates = `
create table metadata_template (
  id uuid primary key,
  name text not null check (length(name) between 1 and 80),
  kinds text[] check (cardinality(kinds) > 0),
  applies text not null check (applies in ('chosen', 'folders', 'everywhere')),
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  retired_at timestamptz
);
create unique index metadata_template_name_idx on metadata_template (lower(name));

create table metadata_template_field (
  template_id uuid not null references metadata_template on delete cascade,
  field_id smallint not null references metadata_field,
  is_required boolean not null,
  mode text not null check (mode in ('fill', 'add', 'replace')),
  texts jsonb not null check (jsonb_typeof(texts) = 'array'),
  primary key (template_id, field_id)
);

create table metadata_template_folder (
  folder_id uuid not null references folder on delete cascade,
  template_id uuid not null references metadata_template on delete cascade,
  primary key (folder_id, template_id)
);
create index metadata_template_folder_template_idx on metadata_template_folder (template_id);

create table asset_template (
  id bigint generated always as identity primary key,
  asset_id uuid not null references asset on delete cascade,
  template_id uuid not null references metadata_template on delete cascade,
  edit_id uuid references bulk_edit on delete set null,
  applied_at timestamptz not null default now()
);
create index asset_template_asset_idx on asset_template (asset_id, id desc);
create index asset_template_template_idx on asset_template (template_id);
create index asset_template_edit_idx on asset_template (edit_id, asset_id) where edit_id is not null;

alter table metadata_change add template_id uuid references metadata_template on delete set null;
alter table bulk_edit add template_id uuid references metadata_template on delete cascade;
`
