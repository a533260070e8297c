import { triggersOf } from './20261125-04-content-change'

/**
 * What files must be like to arrive in a folder, and below it unless a folder there has rules of its own; empty lists and nulls
 * ask for nothing. A hold says of a version which rules it broke on arrival; it is over when a manager let the version in.
 */
export const ingestRules = `
create table folder_rule (
  folder_id uuid primary key references folder on delete cascade,
  kinds text[] not null default '{}',
  extensions text[] not null default '{}',
  least_side integer check (least_side between 1 and 100000),
  profile text check (length(profile) between 1 and 100),
  name_pattern text check (length(name_pattern) between 1 and 200),
  is_scanned boolean not null default false,
  changed_at timestamptz not null default now(),
  changed_by uuid references person on delete set null
);

create table version_hold (
  version_id uuid primary key references asset_version on delete cascade,
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array' and jsonb_array_length(reasons) > 0),
  held_at timestamptz not null default now(),
  released_at timestamptz,
  released_by uuid references person on delete set null
);
create index version_hold_active_idx on version_hold (held_at) where released_at is null;

${triggersOf(
  'version_hold',
  'select scopes_of_assets(array(select v.asset_id from changed c join asset_version v on v.id = c.version_id))',
)}
`
