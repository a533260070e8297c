import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { TERM_TOKEN } from './document'

/**
 * Notes the assets whose keywords mean something else since names of terms changed; they are indexed after all others, as there
 * may be very many. Call it only where documents are stored: a document that is stored later was made with the new names.
 */
export async function noteChangedKeywords(db: Db): Promise<void> {
  await sql`with changed as (delete from keyword_change returning normal, term_id),
    asked as (select normal from changed where normal is not null),
    term as (select distinct term_id::text as id from changed where term_id is not null
      union select n.term_id::text from asked join vocabulary_name n on n.vocabulary_id = 0 and n.normal = asked.normal),
    token as materialized (select array(
      select t.id from asked join search_token t on t.field = 'keyword' and t.normal = asked.normal
      union select t.id from term join search_token t on t.field = ${TERM_TOKEN} and t.value = term.id) as ids)
    insert into search_change (asset_id, is_later)
    select d.asset_id, true from search_document d, token where not d.is_public and d.tokens && token.ids
    union select d.asset_id, true from search_document d, token where d.is_public and d.tokens && token.ids
    union select d.asset_id, true from search_document d
      where d.is_public and exists (select 1 from changed where normal is null and term_id is null)`.execute(db)
}
