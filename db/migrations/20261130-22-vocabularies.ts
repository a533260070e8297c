import { triggersOf } from './20261125-04-content-change'

/**
 * Vocabularies and their terms. A term that was merged stays, so that its id leads to the one it became; `vocabulary_name` has
 * every name and synonym of a term, in lower case, by which it is found.
 */
const tables = `
create table vocabulary (
  id smallint generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  is_open boolean not null default false,
  created_at timestamptz not null default now()
);

create table vocabulary_term (
  id integer generated always as identity primary key,
  vocabulary_id smallint not null references vocabulary,
  parent_id integer,
  labels jsonb not null check (jsonb_typeof(labels) = 'object' and labels <> '{}'),
  synonyms jsonb not null default '{}' check (jsonb_typeof(synonyms) = 'object'),
  merged_into integer,
  deprecated_at timestamptz,
  created_at timestamptz not null default now(),
  unique (vocabulary_id, id),
  constraint vocabulary_term_parent foreign key (vocabulary_id, parent_id) references vocabulary_term (vocabulary_id, id),
  constraint vocabulary_term_merged foreign key (vocabulary_id, merged_into) references vocabulary_term (vocabulary_id, id),
  constraint vocabulary_term_itself check (parent_id <> id and merged_into <> id)
);
create index vocabulary_term_parent_idx on vocabulary_term (vocabulary_id, parent_id);

create table vocabulary_name (
  vocabulary_id smallint not null references vocabulary,
  name text not null check (length(name) between 1 and 200),
  term_id integer not null references vocabulary_term on delete cascade,
  primary key (vocabulary_id, name, term_id)
);
create index vocabulary_name_term_idx on vocabulary_name (term_id);

alter table metadata_field add constraint metadata_field_vocabulary foreign key (vocabulary_id) references vocabulary;
alter table metadata_field add constraint metadata_field_terms
  check ((type in ('term', 'terms')) = (vocabulary_id is not null));
alter table metadata_value add constraint metadata_value_term foreign key (term_id) references vocabulary_term;
create index metadata_value_by_term_idx on metadata_value (term_id) where term_id is not null;
`

export const vocabularies = [
  tables,
  triggersOf(
    'vocabulary_term',
    `select scopes_of_assets(array(select v.asset_id from changed c join metadata_value v on v.term_id = c.id))`,
  ),
].join('\n')
