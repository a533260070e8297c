import { sql } from 'kysely'
import { RECIPE } from '~/domain/search/document'
import { type Db, inTransaction } from '~/platform/db.server'

/** What of a corpus is asked for. */
export interface Corpus {
  portalId: string
  /** A portal that shows 100 assets. */
  smallPortalId: string
}

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu'

/**
 * Writes assets with titles and descriptions in three languages, keywords, credits, rights windows and places in collections, and
 * their documents, by SQL alone and without triggers: a million takes minutes. Words are made of syllables, and are as common as
 * those of languages: the n-th is about n times rarer than the first (Zipf).
 */
export async function makeCorpus(db: Db, rows: number): Promise<Corpus> {
  const [portalId, smallPortalId] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2']
  const run = (text: string) => sql.raw(text).execute(db)
  await run('set session_replication_role = replica')
  await run(`create table bench_word as select n, (select string_agg(part, '' order by at) from (
      select at, (string_to_array('${SYLLABLES}', ' '))[1 + (hashint8(n * 7 + at)::bigint & 2147483647) % 50] as part
      from generate_series(1, 3 + n % 2) at) parts) || case when n % 97 = 0 then '' else n::text end as word
    from generate_series(1, 60000) n`)
  await run(`update bench_word set word = regexp_replace(word, '\\d', chr(97 + n % 26), 'g') where n % 3 > 0`)
  await run('create unique index on bench_word (n)')
  await run(`create function bench_pick(seed bigint) returns text language sql stable as $$
    select word from bench_word where n = 1 + floor(exp((hashint8(seed)::bigint & 2147483647) / 2147483648.0 * ln(60000)))::int % 60000 $$`)
  await run(`create function bench_words(seed bigint, many int) returns text language sql stable as $$
    select string_agg(bench_pick(seed * 101 + at), ' ') from generate_series(1, many) at $$`)
  await run(`create table bench_asset as select n, gen_random_uuid() as asset_id, gen_random_uuid() as version_id,
      now() - make_interval(secs => n * 37) as created_at, n % 10 < 6 as is_approved, n % 17 as kind_at
    from generate_series(1, ${rows}) n`)
  await run(
    `insert into stored_object (sha256, byte_size, crc32, media_type) values (repeat('0', 64), 2000000, 0, 'image/jpeg')`,
  )
  await run(`insert into asset (id, kind, created_at, current_version_id, approved_version_id)
    select asset_id, 'photo', created_at, version_id, case when is_approved then version_id end from bench_asset`)
  await run(`insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, state, width, height)
    select version_id, asset_id, 1, repeat('0', 64), 'DSC-' || n || '.jpg', 'jpg', 'image/jpeg',
      (array['photo','photo','photo','vector','pdf','video'])[1 + n % 6], case when is_approved then 'approved' else 'draft' end,
      3000 + n % 3000, 2000 + n % 3500 from bench_asset`)
  await run(`insert into asset_rights (asset_id, embargo_until, expires_at) select asset_id,
      case when n % 50 = 0 then now() + interval '30 days' end, case when n % 20 = 1 then now() + make_interval(days => n % 400 - 100) end
    from bench_asset`)
  await run(`create table bench_text as select n, bench_words(n, 3) as title, bench_words(n + 10000000, 24) as en,
      bench_words(n + 20000000, 24) as es, bench_words(n + 30000000, 24) as eu, bench_pick(n % 5000 + 40000000) as keyword,
      'Person ' || n % 300 as creator from bench_asset`)
  await run(`insert into metadata_value (asset_id, field_id, locale, text)
    select a.asset_id, v.field, v.locale, v.text from bench_asset a join bench_text t using (n), lateral (values
      (1, 'en', t.title), (2, 'en', t.en), (2, 'es', t.es), (2, 'eu', t.eu), (5, '', t.keyword), (6, '', t.creator)) as v(field, locale, text)`)
  await run(`insert into search_token (field, value, normal) select distinct field, value, lower(value) from (
      select 'kind' as field, kind as value from asset_version union all select 'keyword', keyword from bench_text
      union all select 'creator', creator from bench_text union all select 'format', 'jpg' union all
      select 'orientation', unnest(array['landscape', 'portrait']) union all
      select 'year', extract(year from created_at)::text from bench_asset) as values`)
  await run(`insert into search_document (asset_id, is_public, version_id, recipe, created_at, name, width, height, byte_size, tokens, lexemes)
    select a.asset_id, p.is_public, a.version_id, ${RECIPE}, a.created_at, t.title, v.width, v.height, 2000000,
      array(select k.id from search_token k where (k.field, k.value) in (('kind', v.kind), ('keyword', t.keyword), ('creator', t.creator),
        ('format', 'jpg'), ('orientation', case when v.width > v.height then 'landscape' else 'portrait' end),
        ('year', extract(year from a.created_at)::text))),
      setweight(to_tsvector('vitrine_simple', t.title), 'A')
        || setweight(to_tsvector('vitrine_simple', 'dsc ' || a.n || ' jpg ' || t.keyword || ' ' || t.creator), 'B')
        || setweight(to_tsvector('vitrine_simple', t.en || ' ' || t.es || ' ' || t.eu), 'C')
        || setweight(to_tsvector('vitrine_en', t.title || ' ' || t.en) || to_tsvector('vitrine_es', t.es)
          || to_tsvector('vitrine_eu', t.eu), 'D')
    from bench_asset a join bench_text t using (n) join asset_version v on v.id = a.version_id,
      lateral (values (false), (true)) as p(is_public) where not p.is_public or a.is_approved`)
  await run(`insert into search_word (word, frequency) select word, ndoc from
    ts_stat('select ts_filter(lexemes, ''{a,b,c}'') from search_document where not is_public')`)
  await run(`insert into collection (id, slug) values ('${portalId}', 'whole'), ('${smallPortalId}', 'hundred')`)
  await run(`insert into collection_asset (collection_id, asset_id, position) select '${portalId}'::uuid, asset_id, n from bench_asset
    where is_approved union all (select '${smallPortalId}'::uuid, asset_id, n from bench_asset where is_approved and n % 7 = 0 limit 100)`)
  await run(`insert into portal (id, slug, theme, theme_css, theme_hash, published_at) values
    ('${portalId}', 'whole', '{}', '', '', now() - interval '1 day'), ('${smallPortalId}', 'hundred', '{}', '', '', now() - interval '1 day')`)
  await run(`insert into portal_collection (portal_id, collection_id, position) values
    ('${portalId}', '${portalId}', 0), ('${smallPortalId}', '${smallPortalId}', 0)`)
  await run('set session_replication_role = origin')
  await run('vacuum analyze')
  await run('checkpoint')
  return { portalId, smallPortalId }
}

/** Returns some words of the corpus about as common as asked: in `frequency` documents. */
export async function wordsOfFrequency(db: Db, frequency: number, many: number): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`select word from search_word where word !~ '\\d'
    order by abs(ln(frequency::float8) - ln(${frequency}::float8)), word limit ${many}`.execute(db)
  return rows.map(({ word }) => word)
}

/** Changes the titles of assets in one transaction, as a bulk change does; triggers note them for the index. */
export const changeTitles = (db: Db, many: number) =>
  inTransaction(db, (trx) =>
    sql`update metadata_value set text = text || ' changed' where field_id = 1
      and asset_id in (select asset_id from bench_asset order by n limit ${many})`.execute(trx),
  )
