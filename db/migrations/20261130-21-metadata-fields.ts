import { triggersOf } from './20261125-04-content-change'

const KEY = "'^[a-z][a-z0-9_]{0,39}$'"

const tables = `
create table metadata_group (
  id smallint generated always as identity primary key,
  key text not null unique check (key ~ ${KEY}),
  position smallint not null default 0,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object')
);

create table metadata_field (
  id smallint generated always as identity primary key,
  key text not null unique check (key ~ ${KEY}),
  type text not null check (type in
    ('text', 'rich_text', 'number', 'date', 'boolean', 'term', 'terms', 'person', 'asset', 'place')),
  group_id smallint not null references metadata_group,
  position smallint not null default 0,
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  help jsonb not null default '{}' check (jsonb_typeof(help) = 'object'),
  kinds text[],
  is_required boolean not null default false,
  is_required_for_approval boolean not null default false,
  is_localizable boolean not null default false,
  is_public boolean not null default false,
  is_searchable boolean not null default true,
  is_facet boolean not null default false,
  allows_corrections boolean not null default false,
  most_length integer check (most_length between 1 and 20000),
  tags text[] not null default '{}',
  vocabulary_id smallint,
  is_built_in boolean not null default false,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  constraint metadata_field_language check (not is_localizable or type in ('text', 'rich_text')),
  constraint metadata_field_built_in check (not is_built_in or retired_at is null)
);

create table metadata_value (
  asset_id uuid not null references asset on delete cascade,
  field_id smallint not null references metadata_field,
  locale text not null default '' check (locale ~ '^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$'),
  position smallint not null default 0 check (position >= 0),
  text text check (length(text) between 1 and 20000),
  number double precision check (number not in ('NaN', 'Infinity', '-Infinity')),
  day date,
  flag boolean,
  term_id integer,
  other_id uuid references asset on delete cascade,
  status text not null default 'source' check (status in ('source', 'draft', 'approved', 'stale')),
  primary key (asset_id, field_id, locale, position),
  constraint metadata_value_is_one check (num_nonnulls(text, number, day, flag, term_id, other_id) = 1)
);
`

/** Ids of built-in fields are constants of the code; those of others begin at 101. */
const builtIn = `
insert into metadata_group (id, key, position) overriding system value values
  (1, 'description', 0), (2, 'rights', 1);
alter table metadata_group alter column id restart with 11;

insert into metadata_field (id, key, type, group_id, position, is_localizable, most_length, is_required, is_public, is_built_in, tags)
overriding system value values
  (1, 'title', 'text', 1, 0, true, 200, true, true, true,
    '{XMP-dc:Title,IPTC:ObjectName,PDF:Title,PNG:Title,ID3:Title,ItemList:Title}'),
  (2, 'description', 'text', 1, 1, true, 4000, false, true, true,
    '{XMP-dc:Description,IPTC:Caption-Abstract,IFD0:ImageDescription,PNG:Description,PDF:Subject,ItemList:Description}'),
  (3, 'alt_text', 'text', 1, 2, true, 500, false, true, true, '{XMP-iptcCore:AltTextAccessibility}'),
  (4, 'usage_terms', 'text', 2, 5, true, 2000, false, true, true, '{XMP-xmpRights:UsageTerms}'),
  (5, 'keywords', 'text', 1, 3, false, 100, false, true, true, '{XMP-dc:Subject,IPTC:Keywords,PDF:Keywords}'),
  (6, 'creator', 'text', 2, 0, false, 300, false, true, true,
    '{XMP-dc:Creator,IPTC:By-line,IFD0:Artist,PDF:Author,PNG:Author,ID3:Artist,ItemList:Artist}'),
  (7, 'credit_line', 'text', 2, 1, false, 300, false, true, true, '{XMP-photoshop:Credit,IPTC:Credit}'),
  (8, 'copyright_notice', 'text', 2, 2, false, 500, false, true, true,
    '{XMP-dc:Rights,IPTC:CopyrightNotice,IFD0:Copyright,PNG:Copyright,ID3:Copyright,ItemList:Copyright}'),
  (9, 'licence_name', 'text', 2, 3, false, 200, false, true, true, '{}'),
  (10, 'licence_url', 'text', 2, 4, false, 2000, false, true, true, '{XMP-xmpRights:WebStatement,XMP-cc:License}');
alter table metadata_field alter column id restart with 101;
`

const moved = `
insert into metadata_value (asset_id, field_id, locale, text, status)
select t.asset_id, f.id, t.locale, t.value, case when t.locale = a.source_locale and t.status = 'approved' then 'source' else t.status end
from asset_text t join metadata_field f on f.key = t.field join asset a on a.id = t.asset_id;

insert into metadata_value (asset_id, field_id, position, text)
select a.id, 5, k.place - 1, k.word from asset a, unnest(a.keywords) with ordinality as k(word, place)
where length(k.word) between 1 and 20000;

insert into metadata_value (asset_id, field_id, text)
select r.asset_id, f.id, left(c.value, 20000) from asset_rights r
cross join lateral (values ('creator', r.creator), ('credit_line', r.credit_line),
  ('copyright_notice', r.copyright_notice), ('licence_name', r.licence_name), ('licence_url', r.licence_url)) as c(key, value)
join metadata_field f on f.key = c.key where c.value <> '';

drop table asset_text;
drop function record_asset_text_change();
drop function record_asset_text_update();
alter table asset drop column keywords;
alter table asset_rights drop column creator, drop column credit_line, drop column copyright_notice,
  drop column licence_name, drop column licence_url;
`

/** Made after the data is there. Every field's own filter and count is by one of them. */
const indexes = `
create index metadata_value_field_idx on metadata_value (field_id);
create index metadata_value_term_idx on metadata_value (field_id, term_id, asset_id) where term_id is not null;
create index metadata_value_number_idx on metadata_value (field_id, number, asset_id) where number is not null;
create index metadata_value_day_idx on metadata_value (field_id, day, asset_id) where day is not null;
create index metadata_value_other_idx on metadata_value (other_id) where other_id is not null;
analyze metadata_value;
`

/** Labels, and what is public at all, are on every page; they change seldom. */
const EVERY_SCOPE = 'select id from portal union select id from share'

/**
 * Fields of metadata and their values: one row for each value of an asset in a language, in the column of its field's type.
 * Texts, keywords and credits of assets become rows of it; embargo and expiry stay in `asset_rights`.
 */
export const metadataFields = [
  tables,
  builtIn,
  moved,
  indexes,
  triggersOf('metadata_value', 'select scopes_of_assets(array(select asset_id from changed))'),
  triggersOf('metadata_field', EVERY_SCOPE),
  triggersOf('metadata_group', EVERY_SCOPE),
].join('\n')
