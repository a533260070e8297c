import { triggersOf } from './20261125-04-content-change'
import { indexTriggersOf } from './20261130-29-search'

/**
 * The register of persons whom metadata names: photographers, models, people shown. One that was merged stays, so that its id
 * leads to the other. `named_person_name` has every name of a person in lower case, by which it is found, and without accents,
 * by which it is suggested.
 */
const tables = `
create table named_person (
  id integer generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  other_names text[] not null default '{}',
  capacities text[] not null default '{}',
  credit_line text check (length(credit_line) between 1 and 300),
  identifier text check (length(identifier) between 1 and 500),
  email text check (length(email) between 1 and 254),
  notes text check (length(notes) between 1 and 4000),
  merged_into integer references named_person on delete cascade,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  constraint named_person_itself check (merged_into <> id)
);
create index named_person_merged_idx on named_person (merged_into) where merged_into is not null;
create index named_person_order_idx on named_person (lower(name), id) where merged_into is null;

create table named_person_name (
  named_person_id integer not null references named_person on delete cascade,
  name text not null check (length(name) between 1 and 200),
  folded text not null,
  is_own boolean not null,
  primary key (named_person_id, name)
);
create index named_person_name_idx on named_person_name (name);
create index named_person_name_folded_idx on named_person_name using gin (folded gin_trgm_ops);
`

const columns = (table: 'metadata_value' | 'metadata_approved_value') => `
alter table ${table} add column named_person_id integer, add column place jsonb,
  add constraint ${table}_named_person foreign key (named_person_id) references named_person;
create index ${table}_named_person_idx on ${table} (named_person_id, asset_id) where named_person_id is not null;
`

/** What is said of a place beside its name, which is its text: country, latitude, longitude. */
const values = `
${columns('metadata_value')}
${columns('metadata_approved_value')}
alter table metadata_value drop constraint metadata_value_is_one,
  add constraint metadata_value_is_one check (num_nonnulls(text, number, day, flag, term_id, other_id, named_person_id) = 1),
  add constraint metadata_value_place check (place is null or (text is not null and jsonb_typeof(place) = 'object'));
create index metadata_value_title_idx on metadata_value (lower(text)) where field_id = 1;
create or replace view metadata_public_value as
  select v.* from metadata_value v where not exists (
    select 1 from metadata_pending p where p.asset_id = v.asset_id and p.field_id = v.field_id)
  union all select a.* from metadata_approved_value a;
alter table metadata_field drop constraint metadata_field_type_check, add constraint metadata_field_type_check check (type in
  ('text', 'rich_text', 'number', 'date', 'boolean', 'term', 'terms', 'person', 'persons', 'asset', 'place'));
`

/** The triggers of values again, since a merge of persons and a corrected position change documents too. */
const indexed = `
drop trigger metadata_value_inserted_for_index on metadata_value;
drop trigger metadata_value_deleted_for_index on metadata_value;
drop trigger metadata_value_updated_for_index on metadata_value;
drop function note_metadata_value_for_index();
drop function note_metadata_value_update_for_index();
${indexTriggersOf(
  'metadata_value',
  'asset_id, field_id, locale, position, text, number, day, flag, term_id, other_id, named_person_id, place, status',
  'select asset_id from changed',
)}
`

const NAMING = `select v.asset_id from changed c join metadata_value v on v.named_person_id = c.id
  union select v.asset_id from changed c join metadata_approved_value v on v.named_person_id = c.id`

export const namedPersons = [
  tables,
  values,
  indexed,
  triggersOf('named_person', `select scopes_of_assets(array(${NAMING}))`),
  indexTriggersOf('named_person', 'id, name, other_names, merged_into', NAMING),
  // Links to an asset that another replaces lead on to that one.
  triggersOf(
    'asset_relation',
    'select scopes_of_assets(array(select from_id from changed union select to_id from changed))',
  ),
].join('\n')
