/** Languages whose words are also found by their stems, with the text search configuration of PostgreSQL that knows them. */
const STEMMED = {
  ...{ en: 'english', es: 'spanish', eu: 'basque', fr: 'french', de: 'german', ar: 'arabic' },
} as const

const WORD_TYPES = 'asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart'

const configuration = (name: string, copied: string, dictionary: string) => `
create text search configuration vitrine_${name} (copy = pg_catalog.${copied});
alter text search configuration vitrine_${name} alter mapping for ${WORD_TYPES} with unaccent, ${dictionary};
`

const configurations = [
  configuration('simple', 'simple', 'simple'),
  ...Object.entries(STEMMED).map(([locale, name]) => configuration(locale, name, `${name}_stem`)),
].join('')

/**
 * A document is what one asset is found by: one for staff, made of its current version and of all its names and drafts, and one
 * for outsiders of each version that may leave, made of public texts. Lexemes of weight A are of titles, B of keywords, names of
 * files and credits, C of other texts; D are stems, in the languages that have them. \`tokens\` are values of facets. Rights are
 * not here: they begin and end by themselves.
 */
const tables = `
create extension if not exists unaccent;
create extension if not exists pg_trgm;
${configurations}
create aggregate search_sum(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

create table search_document (
  asset_id uuid not null,
  is_public boolean not null,
  version_id uuid not null,
  recipe smallint not null,
  created_at timestamptz not null,
  name text not null,
  width integer,
  height integer,
  page_count integer,
  duration_ms integer,
  byte_size bigint not null,
  tokens integer[] not null,
  lexemes tsvector not null,
  primary key (asset_id, is_public, version_id)
);
create index search_document_inside_idx on search_document using gin (lexemes, tokens)
  with (fastupdate = on, gin_pending_list_limit = 4096) where not is_public;
create index search_document_outside_idx on search_document using gin (lexemes, tokens)
  with (fastupdate = on, gin_pending_list_limit = 4096) where is_public;
create index search_document_newest_idx on search_document (is_public, created_at desc, asset_id desc);
create index search_document_name_idx on search_document (is_public, name, asset_id);

-- Words of the documents for staff, with the number of documents.
create table search_word (
  word text primary key,
  frequency integer not null
);
create index search_word_similar_idx on search_word using gin (word gin_trgm_ops);
create index search_word_prefix_idx on search_word (word text_pattern_ops, frequency desc);

-- Values of facets; \`normal\` is how they are compared.
create table search_token (
  id integer generated always as identity primary key,
  field text not null,
  value text not null,
  normal text not null,
  unique (field, value)
);
create index search_token_normal_idx on search_token (field, normal text_pattern_ops);

-- Assets whose documents are out of date.
create table search_change (
  id bigint generated always as identity primary key,
  asset_id uuid not null
);
`

/** One job for each transaction that changes something, in its own queue: it takes all changes that wait. */
const asking = `
create function ask_for_index() returns void language plpgsql as $$
begin
  if current_setting('vitrine.index_asked', true) is distinct from pg_current_xact_id()::text then
    perform set_config('vitrine.index_asked', pg_current_xact_id()::text, true);
    perform graphile_worker.add_job('index_assets', '{}'::json, queue_name := 'search_index', max_attempts := 25, priority := -5);
  end if;
end $$;
`

/**
 * Triggers that note the assets whose documents a statement on \`table\` changes. \`assets\` is SQL for their ids from the rows
 * \`changed\`; of updated rows only those count that differ in \`columns\`.
 */
export const indexTriggersOf = (table: string, columns: string, assets: string) => `
create function note_${table}_for_index() returns trigger language plpgsql as $$
begin
  insert into search_change (asset_id) select distinct asset from (${assets}) as found(asset) where asset is not null;
  if found then perform ask_for_index(); end if;
  return null;
end $$;
create function note_${table}_update_for_index() returns trigger language plpgsql as $$
begin
  insert into search_change (asset_id) select distinct asset from (with changed as (
    (select ${columns} from after_change except select ${columns} from before_change)
    union all (select ${columns} from before_change except select ${columns} from after_change)) ${assets}) as found(asset)
    where asset is not null;
  if found then perform ask_for_index(); end if;
  return null;
end $$;
create trigger ${table}_inserted_for_index after insert on ${table} referencing new table as changed
  for each statement execute function note_${table}_for_index();
create trigger ${table}_deleted_for_index after delete on ${table} referencing old table as changed
  for each statement execute function note_${table}_for_index();
create trigger ${table}_updated_for_index after update on ${table}
  referencing old table as before_change new table as after_change
  for each statement execute function note_${table}_update_for_index();
`

const OF_VERSION = 'select v.asset_id from changed join asset_version v on v.id = changed.version_id'

const SOURCES: [table: string, columns: string, assets: string][] = [
  [
    'asset',
    'id, source_locale, source_path, current_version_id, approved_version_id, folder_id',
    'select id from changed',
  ],
  [
    'asset_version',
    'id, asset_id, file_name, extension, kind, width, height, page_count, state, thumbhash',
    'select asset_id from changed',
  ],
  [
    'metadata_value',
    'asset_id, field_id, locale, position, text, number, day, flag, term_id, other_id, status',
    'select asset_id from changed',
  ],
  [
    'metadata_field',
    'id, is_searchable, is_public, is_facet, retired_at',
    'select v.asset_id from changed join metadata_value v on v.field_id = changed.id',
  ],
  ['asset_source', 'asset_id, file_name, path', 'select asset_id from changed'],
  [
    'collection_asset',
    'asset_id, pinned_version_id',
    'select asset_id from changed where pinned_version_id is not null',
  ],
  ['share_asset', 'asset_id, pinned_version_id', 'select asset_id from changed where pinned_version_id is not null'],
  ['version_edit', 'version_id, recipe, replaced_at', OF_VERSION],
  [
    'rendition',
    'version_id, preset, state, object_key, sha256',
    `${OF_VERSION} where changed.preset = 'contents' and changed.state = 'made'`,
  ],
  [
    'preset_rendition',
    'version_id, state, settings, object_key',
    `${OF_VERSION} where changed.state = 'made' and changed.settings ->> 'format' = 'txt'`,
  ],
  [
    'folder',
    'id, parent_id, name',
    `select asset.id from asset where asset.folder_id in (with recursive down as (
      select id from changed union select f.id from folder f join down on f.parent_id = down.id) select id from down)`,
  ],
]

export const search = [tables, asking, ...SOURCES.map((source) => indexTriggersOf(...source))].join('\n')
