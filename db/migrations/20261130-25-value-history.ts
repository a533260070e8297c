/**
 * Which values of metadata were changed, by whom, and from what to what; and changes of many assets at once, each with the
 * assets that it was asked for.
 */
export const valueHistory = `
create table bulk_edit (
  id uuid primary key,
  person_id uuid references person on delete set null,
  operation jsonb not null,
  sheet_name text,
  problems jsonb not null default '[]',
  state text not null default 'planned' check (state in ('planned', 'running', 'done', 'stopped', 'failed')),
  undoes_id uuid references bulk_edit on delete cascade,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index bulk_edit_created_idx on bulk_edit (created_at);
create unique index bulk_edit_undoes_idx on bulk_edit (undoes_id);

create table bulk_edit_asset (
  edit_id uuid not null references bulk_edit on delete cascade,
  position integer not null,
  asset_id uuid not null references asset on delete cascade,
  changes jsonb,
  outcome text,
  primary key (edit_id, position)
);
create index bulk_edit_asset_waiting_idx on bulk_edit_asset (edit_id, position) where outcome is null;
create index bulk_edit_asset_asset_idx on bulk_edit_asset (asset_id);

create table metadata_change (
  id bigint generated always as identity primary key,
  asset_id uuid not null references asset on delete cascade,
  field_id smallint not null references metadata_field,
  locale text not null default '',
  before jsonb not null,
  after jsonb not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  edit_id uuid references bulk_edit on delete set null
);
create index metadata_change_asset_idx on metadata_change (asset_id, id desc);
create index metadata_change_edit_idx on metadata_change (edit_id, asset_id) where edit_id is not null;
`
