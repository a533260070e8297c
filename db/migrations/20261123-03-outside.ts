/** What outsiders use: collections, portals, shares, downloads. */
export const outside = `
create table collection (
  id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  cover_asset_id uuid references asset on delete set null,
  source_locale text not null default 'en',
  created_at timestamptz not null default now(),
  created_by uuid references person,
  changed_at timestamptz not null default now(),
  constraint collection_slug_key unique (slug)
);

create table collection_text (
  collection_id uuid not null references collection on delete cascade,
  field text not null check (field in ('title', 'introduction')),
  locale text not null,
  value text not null check (length(value) between 1 and 10000),
  primary key (collection_id, field, locale)
);

create table collection_asset (
  collection_id uuid not null references collection on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  position integer not null,
  added_at timestamptz not null default now(),
  primary key (collection_id, asset_id),
  constraint collection_asset_position_key unique (collection_id, position) deferrable initially deferred
);
create index collection_asset_asset_idx on collection_asset (asset_id);

create table portal (
  id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  source_locale text not null default 'en',
  locales text[] not null default '{en}',
  theme jsonb not null,
  theme_css text not null,
  theme_hash text not null,
  logo_asset_id uuid references asset on delete set null,
  logo_dark_asset_id uuid references asset on delete set null,
  hero_asset_id uuid references asset on delete set null,
  allows text not null default 'web' check (allows in ('preview', 'web', 'original')),
  contact_name text,
  contact_email text,
  contact_phone text,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references person,
  changed_at timestamptz not null default now(),
  constraint portal_slug_key unique (slug)
);

create table portal_text (
  portal_id uuid not null references portal on delete cascade,
  field text not null check (field in ('name', 'headline', 'introduction', 'guidelines')),
  locale text not null,
  value text not null check (length(value) between 1 and 10000),
  primary key (portal_id, field, locale)
);

create table portal_collection (
  portal_id uuid not null references portal on delete cascade,
  collection_id uuid not null references collection on delete cascade,
  position integer not null,
  primary key (portal_id, collection_id),
  constraint portal_collection_position_key unique (portal_id, position) deferrable initially deferred
);

create table share (
  id uuid primary key,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  title text not null check (length(title) between 1 and 200),
  message text,
  portal_id uuid references portal on delete set null,
  collection_id uuid references collection on delete cascade,
  locale text not null default 'en',
  opens_at timestamptz,
  expires_at timestamptz,
  zone text not null default 'UTC',
  never_reason text,
  password_hash text,
  password_version integer not null default 0,
  allows text not null default 'web' check (allows in ('preview', 'web', 'original')),
  zip_allowed boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid not null references person,
  revoked_at timestamptz,
  revoked_by uuid references person,
  constraint share_token_hash_key unique (token_hash),
  constraint share_ends_or_says_why check (expires_at is not null or never_reason is not null),
  constraint share_window check (opens_at is null or expires_at is null or opens_at < expires_at)
);
create index share_created_by_idx on share (created_by, created_at desc);

create table share_asset (
  share_id uuid not null references share on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  position integer not null,
  primary key (share_id, asset_id)
);
create index share_asset_asset_idx on share_asset (asset_id);

create table download (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id uuid references person,
  portal_id uuid references portal on delete set null,
  share_id uuid references share on delete set null,
  asset_id uuid references asset on delete set null,
  version_id uuid references asset_version on delete set null,
  rendition text not null,
  file_count integer not null default 1,
  byte_size bigint not null,
  package_etag text
);
create index download_share_idx on download (share_id, at desc);
create index download_asset_idx on download (asset_id, at desc);
`
