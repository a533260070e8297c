/**
 * Collections that a search fills. An item without a position was found by the search of its collection and is sorted by
 * `sort_key`, after those that people placed. `collection_candidate` notes assets whose documents for outsiders were made anew:
 * they may enter or leave any of these collections.
 */
export const smartCollections = `
alter table collection_asset
  alter column position drop not null,
  add column sort_key text,
  add constraint collection_asset_sort_key_check check ((position is null) = (sort_key is not null));
create index collection_asset_order_idx on collection_asset (collection_id, position, sort_key, asset_id);

create table smart_collection (
  collection_id uuid primary key references collection on delete cascade,
  query text not null check (query <> ''),
  sort text not null check (sort in ('relevance', 'newest', 'name')),
  changed_at timestamptz not null default now(),
  changed_by uuid references person on delete set null,
  -- The rule that the items are of: null while a changed one waits for its job.
  settled_at timestamptz
);

create table collection_exclusion (
  collection_id uuid not null references smart_collection on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  excluded_at timestamptz not null default now(),
  excluded_by uuid references person on delete set null,
  primary key (collection_id, asset_id)
);
create index collection_exclusion_asset_idx on collection_exclusion (asset_id);

create table collection_candidate (
  id bigint generated always as identity primary key,
  asset_id uuid not null
);

create table collection_item_change (
  id bigint generated always as identity primary key,
  collection_id uuid not null references smart_collection on delete cascade,
  at timestamptz not null default now(),
  cause text not null check (cause in ('rule', 'files', 'hand')),
  person_id uuid references person on delete set null,
  entered integer not null,
  "left" integer not null,
  entered_ids uuid[] not null,
  left_ids uuid[] not null
);
create index collection_item_change_idx on collection_item_change (collection_id, id desc);
`
