/**
 * Imports: a run with one item for each file or row of its manifest, and which asset each external id of a source has become, by
 * which the next import of that source knows it.
 */
export const imports = `
create table import_run (
  id uuid primary key,
  kind text not null check (kind in ('zip', 'folder', 's3', 'manifest')),
  source text not null check (length(source) between 1 and 500),
  location text,
  upload_id text,
  manifest_id text,
  manifest_name text,
  columns jsonb not null default '[]',
  folder_id uuid references folder on delete set null,
  keeps_folders boolean not null default true,
  is_local boolean not null default false,
  plans integer not null default 0,
  state text not null default 'draft'
    check (state in ('draft', 'planning', 'planned', 'running', 'stopped', 'done', 'failed')),
  reason text,
  facts jsonb not null default '{}',
  left_out integer not null default 0,
  person_id uuid references person on delete set null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index import_run_created_at_idx on import_run (created_at desc);

create table import_item (
  id bigint generated always as identity primary key,
  run_id uuid not null references import_run on delete cascade,
  position integer not null,
  external_id text not null,
  path text,
  base_name text generated always as (regexp_replace(path, '^.*/', '')) stored,
  row_number integer,
  byte_size bigint,
  locator jsonb not null default '{}',
  fields jsonb not null default '{}',
  plan text check (plan in ('created', 'new_version', 'updated', 'same')),
  state text not null default 'waiting'
    check (state in ('waiting', 'created', 'new_version', 'updated', 'same', 'refused', 'skipped')),
  reason text,
  facts jsonb not null default '{}',
  asset_id uuid references asset on delete set null,
  collected_at timestamptz,
  settled_at timestamptz,
  constraint import_item_position_key unique (run_id, position)
);
create index import_item_state_idx on import_item (run_id, state, position);
create index import_item_external_id_idx on import_item (run_id, external_id);
create index import_item_base_name_idx on import_item (run_id, base_name);
create index import_item_asset_idx on import_item (asset_id);
create index import_item_collecting_idx on import_item (run_id, id)
  where collected_at is null and asset_id is not null and fields ? 'collections';

create table imported_asset (
  source text not null,
  external_id text not null,
  asset_id uuid not null references asset on delete cascade,
  imported_at timestamptz not null default now(),
  primary key (source, external_id)
);
create index imported_asset_asset_idx on imported_asset (asset_id);
`
