/**
 * Runs of the scrub, which reads stored objects again: `phase` and `cursor` say where the one that runs goes on after a
 * restart. A finding is an object that is missing or damaged, or one that no row refers to; one that is seen to be right
 * again is deleted.
 */
export const scrub = `
create table scrub (
  id bigint generated always as identity primary key,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  phase text not null default 'referred' check (phase in ('referred', 'stored')),
  cursor text not null default '',
  objects integer not null default 0,
  bytes bigint not null default 0
);
create unique index scrub_one_runs on scrub ((true)) where ended_at is null;

create table object_finding (
  object_key text primary key,
  problem text not null check (problem in ('missing', 'damaged', 'orphaned')),
  byte_size bigint not null,
  found_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);

create index stored_object_key_idx on stored_object ((('originals/' || sha256)) collate "C");
create index rendition_object_key_idx on rendition (object_key collate "C");
create index version_comparison_object_key_idx on version_comparison (object_key collate "C");
create index preset_rendition_object_key_idx on preset_rendition (object_key collate "C");
`
