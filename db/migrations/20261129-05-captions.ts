import { triggersOf } from './20261125-04-content-change'

/** Captions of films: one WebVTT file for each language, made anew of what was uploaded, shown by public pages. */
export const captions = `
create table asset_caption (
  asset_id uuid not null references asset on delete cascade,
  locale text not null check (locale ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
  vtt text not null check (vtt like 'WEBVTT%' and octet_length(vtt) <= 1000000),
  cue_count integer not null check (cue_count between 1 and 10000),
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  primary key (asset_id, locale)
);
${triggersOf('asset_caption', 'select scopes_of_assets(array(select asset_id from changed))')}
`
