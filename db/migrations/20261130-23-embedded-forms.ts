/**
 * Files with the approved texts of their assets written into them, for portals and shares that say so: one row for each object
 * that texts are written into and each set of texts.
 */
export const embeddedForms = `
alter table portal
  add embeds text not null default 'credit' check (embeds in ('credit', 'all', 'none')),
  add embed_language text check (length(embed_language) between 2 and 35);
alter table share
  add embeds text not null default 'credit' check (embeds in ('credit', 'all', 'none')),
  add embed_language text check (length(embed_language) between 2 and 35);

create table embedded_form (
  version_id uuid not null references asset_version on delete cascade,
  source_sha256 text not null,
  texts_hash text not null,
  source_key text not null,
  media_type text not null,
  texts jsonb not null,
  language text,
  state text not null check (state in ('waiting', 'made', 'failed')),
  reason text,
  object_key text,
  sha256 text,
  crc32 bigint,
  byte_size bigint,
  asked_at timestamptz not null default now(),
  made_at timestamptz,
  primary key (version_id, source_sha256, texts_hash),
  check ((state = 'made') = (object_key is not null))
);
create index embedded_form_object_idx on embedded_form (object_key collate "C") where object_key is not null;
create index embedded_form_waiting_idx on embedded_form (asked_at) where state = 'waiting';
`
