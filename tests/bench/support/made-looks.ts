import { sql } from 'kysely'
import { codeOf } from '~/domain/appearances/colour-code'
import { signed } from '~/domain/appearances/hamming-index'
import { keysOf, signatureOf } from '~/domain/appearances/nearness-keys'
import type { Look } from '~/domain/appearances/unlikeness'
import type { Db } from '~/platform/db.server'
import { GRID, LAYOUT_BYTES } from '~/platform/images/layout'

const CELLS = GRID * GRID
/** Pictures of a series, and how many of ten pictures are of one. */
const [SERIES, OF_TEN] = [12, 6]
/** Shares of the colours of a picture, which are those of some of its cells. */
const SHARES = [40, 25, 15, 12, 8]
const COLOUR_CELLS = [5, 10, 0, 15, 3]

/** Pictures of which only what they look like is made. */
export interface MadeLooks {
  count: number
  at: (index: number) => Look
  layoutAt: (index: number) => Uint8Array
  /** A picture at or behind an index that is of a series. */
  inSeries: (index: number) => number
  isSameSeries: (one: number, other: number) => boolean
}

/** Ids of assets (`a`), their versions (`b`) and portals (`c`) by their numbers. */
export const idOf = (index: number, what: 'a' | 'b' | 'c'): string =>
  `00000000-0000-7000-800${what}-${index.toString(16).padStart(12, '0')}`

/** Returns pictures with a sky and a ground, or of one colour, whose light and colours wander over the grid; always the same. */
export function makeLooks(count: number): MadeLooks {
  const layouts = new Uint8Array(count * LAYOUT_BYTES)
  const seriesOf = (index: number) => (index % 10 < OF_TEN ? Math.floor((index * OF_TEN) / 10 / SERIES) : -1)
  for (let index = 0; index < count; index++) {
    const series = seriesOf(index)
    const scene = series < 0 ? randomFrom(index * 2 + 1) : randomFrom(series * 2)
    const own = randomFrom(index * 2 + 1)
    paint(layouts.subarray(index * LAYOUT_BYTES, (index + 1) * LAYOUT_BYTES), scene, series < 0 ? undefined : own)
  }
  const layoutAt = (index: number) => layouts.subarray(index * LAYOUT_BYTES, (index + 1) * LAYOUT_BYTES)
  return {
    ...{ count, layoutAt },
    at: (index) => lookAt(layoutAt(index)),
    inSeries: (index) => (index % 10 < OF_TEN ? index : Math.max(0, index - (index % 10))),
    isSameSeries: (one, other) => seriesOf(one) >= 0 && seriesOf(one) === seriesOf(other),
  }
}

function paint(layout: Uint8Array, scene: () => number, own: (() => number) | undefined): void {
  const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)))
  const [top, bottom] = [0, 1].map(() => [
    255 * scene() ** 0.7,
    127 + 90 * (scene() - 0.5) ** 3 * 4,
    127 + 90 * (scene() - 0.5) ** 3 * 4,
  ])
  const horizon = 1 + Math.floor(3 * scene())
  const rough = 40 * scene()
  for (let cell = 0; cell < CELLS; cell++)
    for (let channel = 0; channel < 3; channel++) {
      const base = (Math.floor(cell / GRID) < horizon ? top : bottom)?.[channel] ?? 0
      const varied = base + (scene() - 0.5) * (channel === 0 ? 2 * rough : rough / 2)
      layout[channel * CELLS + cell] = byte(varied + (own ? (own() - 0.5) * (channel === 0 ? 24 : 8) : 0))
    }
  for (let at = 3 * CELLS; at < LAYOUT_BYTES; at++)
    layout[at] = byte(40 + 3 * rough * scene() + (own ? (own() - 0.5) * 20 : 0))
}

const colourAt = (layout: Uint8Array, cell: number) => ({
  l: (layout[cell] ?? 0) / 255,
  a: ((layout[CELLS + cell] ?? 0) - 127.5) / 510,
  b: ((layout[2 * CELLS + cell] ?? 0) - 127.5) / 510,
})

const lookAt = (layout: Uint8Array): Look => ({
  layout,
  colours: COLOUR_CELLS.map((cell, at) => ({ lab: colourAt(layout, cell), share: (SHARES[at] ?? 0) / 100 })),
})

function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const BATCH = 10_000

/** Writes assets that look so, each approved, and portals with the first of them, without the triggers that write them one by one. */
export async function fillLooks(db: Db, looks: MadeLooks, portals: readonly number[]): Promise<void> {
  await sql`set session_replication_role = replica`.execute(db)
  for (let from = 0; from < looks.count; from += BATCH)
    await fillBatch(db, looks, from, Math.min(BATCH, looks.count - from))
  await sql`insert into asset (id, kind, current_version_id, approved_version_id)
    select asset_id, 'photo', version_id, version_id from picture_appearance`.execute(db)
  await sql`insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, state)
    select version_id, asset_id, 1, md5(version_id::text), 'a.jpg', 'jpg', 'image/jpeg', 'photo', 'approved' from picture_appearance`.execute(
    db,
  )
  await sql`insert into picture_place (in_order, key, version_id, asset_id)
    select place.number - 1, place.key, version_id, asset_id
    from picture_appearance, unnest(keys) with ordinality as place(key, number)`.execute(db)
  for (const [at, size] of portals.entries()) {
    const id = idOf(at, 'c')
    await sql`insert into collection (id, slug) values (${id}, ${`c${at}`})`.execute(db)
    await sql`insert into portal (id, slug, allows, theme, theme_css, theme_hash, published_at)
      values (${id}, ${`p${at}`}, 'original', '{}', '', '', now() - interval '1 day')`.execute(db)
    await sql`insert into portal_collection (portal_id, collection_id, position) values (${id}, ${id}, 0)`.execute(db)
    await sql`insert into collection_asset (collection_id, asset_id, position)
      select ${id}, id, row_number() over () from (select id from asset order by id limit ${size}) as first`.execute(db)
  }
  for (const table of ['picture_place', 'picture_appearance', 'asset', 'asset_version', 'collection_asset'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db)
  // Otherwise searches would write the pages that the load above left dirty.
  await sql`checkpoint`.execute(db)
}

async function fillBatch(db: Db, looks: MadeLooks, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, place) => {
    const layout = looks.layoutAt(from + place)
    return {
      ...{ a: idOf(from + place, 'a'), v: idOf(from + place, 'b'), l: Buffer.from(layout).toString('hex') },
      ...{ c: COLOUR_CELLS.map((cell) => codeOf(colourAt(layout, cell))), s: signed(signatureOf(layout)) },
      k: keysOf(layout).map(signed),
    }
  })
  await sql`insert into picture_appearance (version_id, asset_id, recipe, colours, shares, layout, signature, keys)
    select v, a, 1, c, ${SHARES}::smallint[], decode(l, 'hex'), s, k
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as look(a uuid, v uuid, l text, c int[], s bigint, k bigint[])`.execute(
    db,
  )
}
