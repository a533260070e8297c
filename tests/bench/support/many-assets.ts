import type pg from 'pg'

/** How many assets of the demo have their pictures; the copies have the same. */
const ENOUGH = 15

/** Waits until most assets of the demo have their small pictures. */
export async function untilPictured(db: pg.Client): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    const { rows } = await db.query(
      `select count(*)::int as made from rendition where preset = 'preview' and state = 'made'`,
    )
    if (rows[0].made >= ENOUGH) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the pictures of the demo were not made in time')
}

const PICTURES = ['thumb', 'preview']

/**
 * Fills the library up to `count` assets with copies of those that have pictures: each with a version, texts and
 * those `presets` that its model has, added over three years; of five, four are approved. Written without the triggers that
 * would act on each row.
 */
export async function fillLibrary(db: pg.Client, count: number, presets = PICTURES): Promise<void> {
  await db.query('set session_replication_role = replica')
  await db.query(
    `create temporary table copy as
      select n, gen_random_uuid() as id, gen_random_uuid() as version_id, model.id as model_id,
        model.current_version_id as model_version_id,
        now() - interval '3 years' * (n::float8 / $1) as created_at
      from generate_series(1, $1::int - (select count(*) from asset where deleted_at is null)::int) n
      join (select a.*, row_number() over (order by a.id) - 1 as at, count(*) over () as models from asset a
        where exists (select 1 from rendition r where r.version_id = a.current_version_id and r.preset = 'preview'
          and r.state = 'made')) model on model.at = n % model.models`,
    [count],
  )
  const copied = (table: string, columns: string) => `select ${columns} from copy join ${table}`
  await db.query(`insert into asset (id, kind, source_locale, current_version_id, approved_version_id, created_at)
    ${copied(
      'asset a on a.id = copy.model_id',
      `copy.id, a.kind, a.source_locale, copy.version_id, case when n % 5 > 0 then copy.version_id end, copy.created_at`,
    )}`)
  await db.query(`insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, width,
      height, needs_dark_backdrop, state, created_at)
    ${copied(
      'asset_version v on v.id = copy.model_version_id',
      `copy.version_id, copy.id, 1, v.sha256, 'SKU-' || copy.n || '.' || v.extension, v.extension, v.media_type, v.kind,
      v.width, v.height, v.needs_dark_backdrop, case when n % 5 > 0 then 'approved' else 'draft' end, copy.created_at`,
    )}`)
  await db.query(`insert into metadata_value (asset_id, field_id, locale, position, text, status)
    ${copied(
      `metadata_value v on v.asset_id = copy.model_id join metadata_field f on f.id = v.field_id
        and f.key in ('title', 'alt_text', 'keywords', 'credit_line')`,
      `copy.id, v.field_id, v.locale, v.position, case f.key when 'title' then v.text || ' ' || n else v.text end, v.status`,
    )}`)
  await db.query(
    `insert into rendition (version_id, preset, state, object_key, sha256, crc32, byte_size, media_type, width, height,
      made_at, recipe)
    ${copied(
      "rendition r on r.version_id = copy.model_version_id and r.preset = any($1::text[]) and r.state = 'made'",
      `copy.version_id, r.preset, r.state, r.object_key, r.sha256, r.crc32, r.byte_size, r.media_type, r.width, r.height,
      r.made_at, r.recipe`,
    )}`,
    [presets],
  )
  await db.query('set session_replication_role = default')
  for (const table of ['asset', 'asset_version', 'metadata_value', 'rendition'])
    await db.query(`vacuum analyze ${table}`)
  await db.query('checkpoint')
}
