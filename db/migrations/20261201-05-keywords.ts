import { triggersOf } from './20261125-04-content-change'

/**
 * Terms get names that are not shown, an IRI by which other systems know them, and those of concepts that mean the same. The
 * names of vocabulary 0 give keywords their meaning; a brand may have a vocabulary of its own with its key.
 */
const tables = `
alter table vocabulary_term
  add column hidden jsonb not null default '{}' check (jsonb_typeof(hidden) = 'object'),
  add column iri text not null default 'urn:uuid:' || gen_random_uuid() check (length(iri) between 1 and 2000),
  add column matches text[] not null default '{}';
create unique index vocabulary_term_iri_idx on vocabulary_term (vocabulary_id, md5(iri));

alter table vocabulary_name add column normal text not null default '';
create index vocabulary_name_keyword_idx on vocabulary_name (normal text_pattern_ops) where vocabulary_id = 0;

insert into vocabulary (id, key, is_open, labels) overriding system value
select 0, case when exists (select 1 from vocabulary where key = 'keywords') then 'keywords_of_files' else 'keywords' end, true,
  '{"en": "Keywords", "es": "Palabras clave", "eu": "Gako-hitzak", "fr": "Mots-clés", "de": "Schlagwörter", "ar": "الكلمات المفتاحية"}';

alter table search_token add column frequency integer not null default 0;
create index search_token_frequency_idx on search_token (frequency desc, value) where field = 'keyword' and frequency > 0;
create unique index search_token_term_idx on search_token (value) where field = 'keyword_term';

alter table search_change add column is_later boolean not null default false;
create index search_change_order_idx on search_change (is_later, id);

create table keyword_change (
  id bigint generated always as identity primary key,
  normal text,
  term_id integer
);
`

/** Statements that note whose meaning changed; the job that makes documents finds their assets. */
const notes = `
create function note_keyword_names() returns trigger language plpgsql as $$
begin
  insert into keyword_change (normal, term_id)
    select distinct changed.normal, changed.term_id from changed where changed.vocabulary_id = 0;
  if found then perform ask_for_index(); end if;
  return null;
end $$;
create trigger vocabulary_name_inserted_for_index after insert on vocabulary_name referencing new table as changed
  for each statement execute function note_keyword_names();
create trigger vocabulary_name_deleted_for_index after delete on vocabulary_name referencing old table as changed
  for each statement execute function note_keyword_names();

create function note_keyword_terms() returns trigger language plpgsql as $$
begin
  insert into keyword_change (normal, term_id) select n.normal, n.term_id
    from (select id from before_change b where b.vocabulary_id = 0 and exists (select 1 from after_change a where a.id = b.id
      and (a.labels, a.deprecated_at, a.merged_into) is distinct from (b.labels, b.deprecated_at, b.merged_into))) as changed
    join vocabulary_name n on n.term_id = changed.id;
  if found then perform ask_for_index(); end if;
  return null;
end $$;
create trigger vocabulary_term_updated_for_keywords after update on vocabulary_term
  referencing old table as before_change new table as after_change
  for each statement execute function note_keyword_terms();

create function note_open_keywords() returns trigger language plpgsql as $$
begin
  if old.id = 0 and old.is_open <> new.is_open then
    insert into keyword_change (normal, term_id) values (null, null);
    perform ask_for_index();
  end if;
  return null;
end $$;
create trigger vocabulary_opened_for_index after update on vocabulary for each row execute function note_open_keywords();
`

/** Which assets have a keyword is not known by its term, so every page may show it. */
const EVERY_SCOPE = 'select id from portal union select id from share'

export const keywords = [
  tables,
  notes,
  triggersOf('vocabulary', EVERY_SCOPE),
  triggersOf(
    'vocabulary_name',
    `select scope from (${EVERY_SCOPE}) as every(scope) where exists (select 1 from changed where vocabulary_id = 0)`,
  ),
].join('\n')
