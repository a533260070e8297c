/** Stored bytes, assets with immutable versions, their texts, rights and renditions, and uploads in progress. */
export const assets = `
create table stored_object (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  byte_size bigint not null check (byte_size > 0),
  crc32 bigint not null check (crc32 between 0 and 4294967295),
  media_type text not null,
  created_at timestamptz not null default now()
);

create table asset (
  id uuid primary key,
  kind text not null,
  source_locale text not null default 'en',
  keywords text[] not null default '{}',
  source_path text,
  current_version_id uuid not null,
  approved_version_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid references person
);
create index asset_created_at_idx on asset (created_at desc, id desc);

create table asset_version (
  id uuid primary key,
  asset_id uuid not null references asset on delete cascade deferrable initially deferred,
  number integer not null check (number > 0),
  sha256 text not null references stored_object,
  file_name text not null check (length(file_name) between 1 and 255),
  extension text not null,
  media_type text not null,
  kind text not null,
  width integer,
  height integer,
  page_count integer,
  colour_space text,
  unpreviewable_reason text,
  thumbhash text,
  on_dark boolean not null default false,
  has_location boolean not null default false,
  extracted jsonb not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'in_review', 'approved', 'changes_asked')),
  created_at timestamptz not null default now(),
  created_by uuid references person,
  constraint asset_version_number_key unique (asset_id, number),
  constraint asset_version_belongs_key unique (asset_id, id)
);
create index asset_version_sha256_idx on asset_version (sha256);
create index asset_version_state_idx on asset_version (state);
alter table asset add constraint asset_current_version_fkey foreign key (id, current_version_id)
  references asset_version (asset_id, id) deferrable initially deferred;
alter table asset add constraint asset_approved_version_fkey foreign key (id, approved_version_id)
  references asset_version (asset_id, id) deferrable initially deferred;

create table asset_text (
  asset_id uuid not null references asset on delete cascade,
  field text not null check (field in ('title', 'description', 'alt_text', 'usage_terms')),
  locale text not null check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  value text not null check (length(value) between 1 and 10000),
  status text not null default 'approved' check (status in ('source', 'draft', 'approved', 'stale')),
  primary key (asset_id, field, locale)
);

create table asset_rights (
  asset_id uuid primary key references asset on delete cascade,
  creator text,
  credit_line text,
  copyright_notice text,
  licence_name text,
  licence_url text,
  embargo_until timestamptz,
  embargo_zone text,
  expires_at timestamptz,
  expires_zone text,
  constraint rights_window check (embargo_until is null or expires_at is null or embargo_until < expires_at)
);

create table rendition (
  version_id uuid not null references asset_version on delete cascade,
  preset text not null,
  state text not null check (state in ('waiting', 'made', 'impossible', 'failed')),
  reason text,
  object_key text,
  sha256 text,
  crc32 bigint,
  byte_size bigint,
  media_type text,
  width integer,
  height integer,
  made_at timestamptz,
  primary key (version_id, preset),
  constraint rendition_made_whole check (state <> 'made' or (object_key is not null and sha256 is not null and crc32 is not null and byte_size is not null and media_type is not null))
);
create index rendition_failed_idx on rendition (version_id) where state = 'failed';

create table review_step (
  id bigint generated always as identity primary key,
  version_id uuid not null references asset_version on delete cascade,
  from_state text not null,
  to_state text not null,
  note text,
  at timestamptz not null default now(),
  by_person uuid references person
);
create index review_step_version_idx on review_step (version_id, id);

create table upload (
  id text primary key check (id ~ '^[A-Za-z0-9_-]{22,}$'),
  person_id uuid not null references person,
  file_name text not null,
  relative_path text,
  byte_size bigint not null,
  target_asset_id uuid references asset on delete set null,
  state text not null default 'receiving'
    check (state in ('receiving', 'inspecting', 'duplicate', 'done', 'refused', 'failed', 'cancelled')),
  reason text,
  facts jsonb not null default '{}',
  asset_id uuid references asset on delete set null,
  dismissed_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index upload_person_idx on upload (person_id, created_at desc);
`
