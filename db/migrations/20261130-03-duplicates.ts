/**
 * Pictures that look alike. `picture_hash` has the perceptual hash of a version, null where its picture has too little detail
 * for one; triggers keep its four 16-bit parts in `picture_hash_band`, the index that is searched. `near_duplicate` are pairs
 * of versions that were found alike, `not_duplicate` pairs of assets of which a person said that they are not the same.
 * `asset_swap` records where one asset took the place of another, so that it can be undone; `asset_merge` points from an asset
 * that was merged to the one that was kept, and outlives both, because addresses do.
 */
const bands = (row: string) =>
  [0, 1, 2, 3].map((band) => `(${band}, ((${row}.hash >> ${48 - 16 * band}) & 65535)::integer)`).join(', ')

export const duplicates = `
create table picture_hash (
  version_id uuid primary key references asset_version on delete cascade,
  hash bigint,
  recipe text not null,
  hashed_at timestamptz not null default now()
);

create table picture_hash_band (
  band smallint not null,
  value integer not null,
  version_id uuid not null,
  hash bigint not null,
  primary key (band, value, version_id) include (hash)
);

create function index_picture_hash() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.hash is not null then
    delete from picture_hash_band b where b.version_id = old.version_id and (b.band, b.value) in (${bands('old')});
  end if;
  if tg_op <> 'DELETE' and new.hash is not null then
    insert into picture_hash_band (band, value, version_id, hash)
      select part.band, part.value, new.version_id, new.hash from (values ${bands('new')}) as part(band, value);
  end if;
  return null;
end $$;
create trigger picture_hash_indexed after insert or update or delete on picture_hash
  for each row execute function index_picture_hash();

create table near_duplicate (
  one_id uuid not null references asset_version on delete cascade,
  other_id uuid not null references asset_version on delete cascade,
  distance smallint not null,
  found_at timestamptz not null default now(),
  primary key (one_id, other_id),
  constraint near_duplicate_ordered check (one_id < other_id)
);
create index near_duplicate_other_idx on near_duplicate (other_id);
create index near_duplicate_found_at_idx on near_duplicate (found_at desc);

create table not_duplicate (
  one_id uuid not null references asset on delete cascade,
  other_id uuid not null references asset on delete cascade,
  said_at timestamptz not null default now(),
  said_by uuid references person on delete set null,
  primary key (one_id, other_id),
  constraint not_duplicate_ordered check (one_id < other_id)
);
create index not_duplicate_other_idx on not_duplicate (other_id);

create table asset_swap (
  id uuid primary key,
  from_id uuid not null references asset on delete cascade,
  to_id uuid not null references asset on delete cascade,
  places jsonb not null,
  made_at timestamptz not null default now(),
  made_by uuid references person on delete set null,
  undone_at timestamptz,
  undone_by uuid references person on delete set null,
  constraint asset_swap_of_two check (from_id <> to_id)
);
create index asset_swap_from_idx on asset_swap (from_id, made_at desc);
create index asset_swap_to_idx on asset_swap (to_id);

create table asset_merge (
  merged_id uuid primary key,
  kept_id uuid not null,
  swap_id uuid references asset_swap on delete set null,
  name text not null,
  history jsonb not null default '[]',
  merged_at timestamptz not null default now(),
  merged_by uuid references person on delete set null,
  constraint asset_merge_of_two check (merged_id <> kept_id)
);
create index asset_merge_kept_idx on asset_merge (kept_id);
`
