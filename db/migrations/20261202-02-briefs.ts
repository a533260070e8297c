/**
 * Briefs: what an upload link asks for, and what guests deliver. A file belongs to a guest until it is submitted, and becomes an asset
 * in review then; how its review went is read from the version.
 */
export const briefs = `
create table agreement (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  retired_at timestamptz
);
create table agreement_version (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  number integer not null,
  texts jsonb not null check (jsonb_typeof(texts) = 'object'),
  assigns_rights boolean not null,
  asks_about_ai boolean not null,
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  unique (agreement_id, number)
);

create table brief (
  id uuid primary key,
  source_locale text not null,
  portal_id uuid references portal on delete set null,
  collection_id uuid references collection on delete set null,
  folder_id uuid references folder on delete set null,
  template_id uuid references metadata_template on delete set null,
  share_id uuid references share on delete set null,
  agreement_id uuid references agreement on delete set null,
  due_at timestamptz,
  zone text not null,
  most_files integer check (most_files > 0),
  most_bytes bigint check (most_bytes > 0),
  most_guests integer check (most_guests > 0),
  rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object'),
  shows_others boolean not null default false,
  needs_code boolean not null default false,
  needs_release boolean not null default false,
  token_hash text unique,
  token_number smallint not null default 1,
  notice text not null default 'instant' check (notice in ('none', 'instant', 'daily')),
  reminds_days smallint check (reminds_days between 1 and 60),
  created_at timestamptz not null default now(),
  created_by uuid not null references person,
  changed_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid references person on delete set null
);
create index brief_portal_idx on brief (portal_id) where portal_id is not null;
create index brief_open_idx on brief (created_at desc) where closed_at is null;

create table brief_text (
  brief_id uuid not null references brief on delete cascade,
  field text not null check (field in ('title', 'text')),
  locale text not null,
  value text not null,
  primary key (brief_id, field, locale)
);

create table brief_field (
  brief_id uuid not null references brief on delete cascade,
  field_id smallint not null references metadata_field,
  position smallint not null,
  is_required boolean not null,
  is_for_all boolean not null,
  primary key (brief_id, field_id)
);

create table brief_slot (
  id uuid primary key,
  brief_id uuid not null references brief on delete cascade,
  position smallint not null,
  title text not null check (length(title) between 1 and 200),
  text text not null default '' check (length(text) <= 2000),
  wanted smallint not null default 1 check (wanted between 1 and 1000),
  rules jsonb check (jsonb_typeof(rules) = 'object'),
  reference_asset_id uuid references asset on delete set null
);
create index brief_slot_brief_idx on brief_slot (brief_id, position);

create table brief_guest (
  guest_id uuid primary key references guest on delete cascade,
  brief_id uuid not null references brief on delete cascade,
  reminded_at timestamptz
);
create index brief_guest_brief_idx on brief_guest (brief_id);

create table submission (
  id uuid primary key,
  brief_id uuid not null references brief,
  guest_id uuid not null references guest,
  submitted_at timestamptz not null default now(),
  agreement_version_id uuid references agreement_version,
  made_with_ai boolean,
  message text not null default '' check (length(message) <= 2000)
);
create index submission_guest_idx on submission (guest_id, submitted_at desc);
create index submission_brief_idx on submission (brief_id, submitted_at desc);

create table submission_file (
  id uuid primary key,
  brief_id uuid not null references brief,
  guest_id uuid not null references guest,
  submission_id uuid references submission,
  slot_id uuid references brief_slot on delete set null,
  replaces_id uuid references submission_file,
  is_release boolean not null default false,
  staged_id text unique,
  file_name text not null check (length(file_name) between 1 and 255),
  relative_path text,
  byte_size bigint not null check (byte_size > 0),
  sha256 text,
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object'),
  problems jsonb not null default '[]' check (jsonb_typeof(problems) = 'array'),
  state text not null default 'receiving'
    check (state in ('receiving', 'checking', 'ready', 'refused', 'failed', 'submitted', 'taken', 'rejected', 'removed')),
  asset_id uuid references asset on delete set null,
  version_id uuid references asset_version on delete set null,
  note text,
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index submission_file_brief_idx on submission_file (brief_id, state);
create index submission_file_guest_idx on submission_file (guest_id, created_at);
create index submission_file_slot_idx on submission_file (slot_id) where slot_id is not null;
create index submission_file_submission_idx on submission_file (submission_id) where submission_id is not null;
create index submission_file_asset_idx on submission_file (asset_id) where asset_id is not null;
create index submission_file_version_idx on submission_file (version_id) where version_id is not null;
create index submission_file_replaces_idx on submission_file (replaces_id) where replaces_id is not null;

create table submission_release (
  file_id uuid not null references submission_file on delete cascade,
  release_id uuid not null references submission_file on delete cascade,
  primary key (file_id, release_id)
);
create index submission_release_release_idx on submission_release (release_id);
`
