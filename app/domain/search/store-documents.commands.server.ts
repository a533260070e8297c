import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { COUNTS_TOKENS, type DocumentSource, partsOf, RECIPE, TERM_TOKEN, tokensOf } from './document'

/**
 * Stores the documents of assets: those given, and no others of these assets. Rows that would not change are not written, since
 * each write renews all entries of the row in the index. Counts the words and keywords of the documents for staff. One transaction at a time
 * may do this: two would count from the same state.
 */
export async function storeDocuments(
  trx: Tx,
  assetIds: readonly string[],
  documents: readonly DocumentSource[],
): Promise<void> {
  const given = documents.map(({ facets, texts, ...facts }) => ({
    ...{ ...facts, tokens: tokensOf(facets), parts: partsOf(texts) },
  }))
  await addTokens(
    trx,
    given.flatMap(({ tokens }) => tokens),
  )
  await sql`with given as materialized (
      select document.*,
        (select coalesce(array_agg(t.id order by t.id), '{}') from jsonb_to_recordset(document.tokens) as token(field text, value text)
          join search_token t on t.field = token.field and t.value = token.value) as token_ids,
        (select coalesce(search_sum(setweight(to_tsvector(part.config::regconfig, part.text), part.weight::"char")), '')
          from jsonb_to_recordset(document.parts) as part(config text, weight text, text text)) as lexemes
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as document("assetId" uuid, "isPublic" boolean, "versionId" uuid,
        "createdAt" timestamptz, name text, width int, height int, "pageCount" int, "durationMs" int, "byteSize" bigint,
        tokens jsonb, parts jsonb)),
    before as materialized (select asset_id, is_public, version_id, recipe, tokens, lexemes from search_document
      where asset_id = any(${assetIds}::uuid[])),
    gone as (delete from search_document d where d.asset_id = any(${assetIds}::uuid[]) and not exists (select 1 from given g
      where g."assetId" = d.asset_id and g."isPublic" = d.is_public and g."versionId" = d.version_id)),
    stored as (insert into search_document as d (asset_id, is_public, version_id, recipe, created_at, name, width, height,
        page_count, duration_ms, byte_size, tokens, lexemes)
      select "assetId", "isPublic", "versionId", ${RECIPE}, "createdAt", name, width, height, "pageCount", "durationMs",
        "byteSize", token_ids, lexemes from given
      on conflict (asset_id, is_public, version_id) do update set recipe = excluded.recipe, created_at = excluded.created_at,
        name = excluded.name, width = excluded.width, height = excluded.height, page_count = excluded.page_count,
        duration_ms = excluded.duration_ms, byte_size = excluded.byte_size, tokens = excluded.tokens, lexemes = excluded.lexemes
      where (d.recipe, d.created_at, d.name, d.width, d.height, d.page_count, d.duration_ms, d.byte_size, d.tokens, d.lexemes)
        is distinct from (excluded.recipe, excluded.created_at, excluded.name, excluded.width, excluded.height,
          excluded.page_count, excluded.duration_ms, excluded.byte_size, excluded.tokens, excluded.lexemes)),
    counted as (select word, sum(step)::int as change from (
        select unnest(tsvector_to_array(ts_filter(lexemes, '{a,b,c}'))) as word, 1 as step from given where not "isPublic"
        union all select unnest(tsvector_to_array(ts_filter(lexemes, '{a,b,c}'))), -1 from before where not is_public) as change
      group by word having sum(step) <> 0),
    used as (select id, sum(step)::int as change from (
        select unnest(token_ids) as id, 1 as step from given where not "isPublic"
        union all select unnest(tokens), -1 from before where not is_public and recipe >= ${COUNTS_TOKENS}) as change
      group by id having sum(step) <> 0),
    frequent as (update search_token t set frequency = t.frequency + used.change from used
      where t.id = used.id and t.field in ('keyword', ${TERM_TOKEN}))
    insert into search_word (word, frequency) select word, change from counted order by word
      on conflict (word) do update set frequency = search_word.frequency + excluded.frequency`.execute(trx)
}

async function addTokens(trx: Tx, tokens: { field: string; value: string; normal: string }[]): Promise<void> {
  const unique = [...new Map(tokens.map((token) => [`${token.field} ${token.value}`, token])).values()]
  // A number is taken from the sequence for each row that is there already, so those are left out first.
  await sql`insert into search_token (field, value, normal)
    select field, value, normal from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) as token(field text, value text, normal text)
    where not exists (select 1 from search_token t where t.field = token.field and t.value = token.value)
    on conflict do nothing`.execute(trx)
}
