import { triggersOf } from './20261125-04-content-change'

/**
 * How the picture of a version is edited: one row for each recipe that it ever had, of which the one that is not replaced counts.
 * `hash` is that of what the recipe does to pixels, empty when it does nothing. A version also keeps the point of its picture that
 * draws most attention, in fractions of its sides. A preview shows what an unsaved recipe makes, for minutes.
 */
export const versionEdit = `
create table version_edit (
  version_id uuid not null references asset_version on delete cascade,
  revision integer not null check (revision > 0),
  recipe jsonb not null,
  hash text not null,
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  replaced_at timestamptz,
  primary key (version_id, revision)
);
create unique index version_edit_current_key on version_edit (version_id) where replaced_at is null;

create table edit_preview (
  id uuid primary key,
  version_id uuid not null references asset_version on delete cascade,
  person_id uuid not null references person on delete cascade,
  recipe jsonb not null,
  picture bytea,
  reason text,
  asked_at timestamptz not null default now()
);
create index edit_preview_person_idx on edit_preview (person_id, asked_at);

alter table asset_version add column attention_x real, add column attention_y real;

${triggersOf(
  'version_edit',
  `select scopes_of_assets(array(
    select v.asset_id from changed c join asset_version v on v.id = c.version_id))`,
)}
`
