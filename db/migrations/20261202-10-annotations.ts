/**
 * Remarks on a version of an asset, each with a thread of comments. A place is in fractions of the sides of the upright picture
 * without its edits, or of a page of a document; times are in milliseconds. `checked_version_id` is the version on which a remark
 * was last found to apply. Mentions of staff stand in texts as ids between U+E000 and U+E001, and in rows of their own.
 */
export const annotations = `
create table annotation (
  id uuid primary key,
  asset_id uuid not null references asset on delete cascade,
  number integer not null check (number > 0),
  version_id uuid not null references asset_version on delete cascade,
  checked_version_id uuid references asset_version on delete set null,
  kind text not null check (kind in ('file', 'point', 'box', 'time')),
  page integer check (page between 1 and 100000),
  x double precision,
  y double precision,
  width double precision check (width > 0),
  height double precision check (height > 0),
  from_ms integer check (from_ms >= 0),
  to_ms integer check (to_ms > from_ms),
  merged_from text,
  created_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz,
  resolved_by uuid references person on delete set null,
  unique (asset_id, number),
  check ((x is null) = (kind not in ('point', 'box')) and (y is null) = (x is null)),
  check ((width is null) = (kind <> 'box') and (height is null) = (width is null)),
  check ((from_ms is null) = (kind <> 'time') and (to_ms is null or from_ms is not null)),
  check (page is null or kind in ('point', 'box'))
);
create index annotation_version_idx on annotation (version_id);
create index annotation_checked_version_idx on annotation (checked_version_id);

create table annotation_comment (
  id uuid primary key,
  annotation_id uuid not null references annotation on delete cascade,
  person_id uuid references person on delete set null,
  guest_id uuid references guest on delete set null,
  author_name text not null,
  text text check (char_length(text) between 1 and 60000),
  created_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz,
  deleted_at timestamptz,
  check ((text is null) = (deleted_at is not null)),
  check (person_id is null or guest_id is null)
);
create index annotation_comment_thread_idx on annotation_comment (annotation_id, created_at, id);
create index annotation_comment_guest_idx on annotation_comment (guest_id) where guest_id is not null;

create table annotation_mention (
  comment_id uuid not null references annotation_comment on delete cascade,
  person_id uuid not null references person on delete cascade,
  primary key (comment_id, person_id)
);
create index annotation_mention_person_idx on annotation_mention (person_id);
`
