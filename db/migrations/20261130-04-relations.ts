/** What assets are to each other: `from_id` is a variant, part, translation or release of `to_id`, or replaces it. */
export const relations = `
create table asset_relation (
  from_id uuid not null references asset on delete cascade,
  kind text not null check (kind in ('variant_of', 'part_of', 'translation_of', 'release_for', 'replaces')),
  to_id uuid not null references asset on delete cascade,
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  primary key (from_id, kind, to_id),
  constraint asset_relation_of_two check (from_id <> to_id)
);
create index asset_relation_to_idx on asset_relation (to_id, kind);
`
