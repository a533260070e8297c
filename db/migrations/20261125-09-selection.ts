/** A selection of assets that a person carries from one page to another, with too many ids for a URL. */
export const selection = `
create table selection (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  asset_ids uuid[] not null check (cardinality(asset_ids) between 1 and 5000),
  created_at timestamptz not null default now()
);
create index selection_created_at_idx on selection (created_at);
`
