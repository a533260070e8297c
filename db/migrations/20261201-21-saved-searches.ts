/** Searches of the library that people keep under a name, for themselves or for all staff, with how their result is looked at. */
export const savedSearches = `
create table saved_search (
  id uuid primary key,
  -- What its address is made of; never changes.
  code text not null unique,
  owner_id uuid not null references person on delete cascade,
  name text not null,
  search jsonb not null,
  look jsonb not null,
  shared_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index saved_search_owner_idx on saved_search (owner_id) where deleted_at is null;
create index saved_search_shared_idx on saved_search (shared_at) where deleted_at is null and shared_at is not null;
create index saved_search_deleted_idx on saved_search (deleted_at) where deleted_at is not null;
`
