/**
 * What a version says of itself: a note, and the number of the version that it restores. Comparisons of two versions are kept
 * until one of them goes; `older_id` has the lower number, so that each pair is compared once. Earlier migrations of the same
 * transaction update versions, and a table whose deferred constraints wait to be checked cannot be altered.
 */
export const versionNotes = `
set constraints all immediate;
set constraints all deferred;

alter table asset_version
  add note text check (length(note) between 1 and 500),
  add restored_from integer check (restored_from < number),
  add constraint asset_version_restored_from_fkey foreign key (asset_id, restored_from)
    references asset_version (asset_id, number) deferrable initially deferred;

create table version_comparison (
  older_id uuid not null references asset_version on delete cascade,
  newer_id uuid not null references asset_version on delete cascade,
  state text not null check (state in ('waiting', 'made', 'failed')),
  recipe text not null,
  result jsonb,
  object_key text,
  sha256 text,
  byte_size bigint,
  asked_at timestamptz not null default now(),
  made_at timestamptz,
  primary key (older_id, newer_id),
  constraint version_comparison_of_two check (older_id <> newer_id),
  constraint version_comparison_made_whole check (state <> 'made' or (result is not null and made_at is not null)),
  constraint version_comparison_object_whole
    check ((object_key is null) = (sha256 is null) and (object_key is null) = (byte_size is null))
);
create index version_comparison_newer_idx on version_comparison (newer_id);
`
