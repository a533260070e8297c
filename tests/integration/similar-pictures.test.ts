import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { countUnread } from '~/domain/appearances/appearances.queries.server'
import { readAppearances } from '~/domain/appearances/read-appearances.jobs.server'
import type { Person } from '~/domain/identity/person'
import { alikeAssets } from '~/domain/search/alike.queries.server'
import { exemplarOfAsset } from '~/domain/search/exemplar.queries.server'
import { forgetPictures } from '~/domain/search/forget-pictures.commands.server'
import { listLibrary, matchingIds } from '~/domain/search/library.queries.server'
import { libraryTiles } from '~/domain/search/library-range.queries.server'
import { likeOf } from '~/domain/search/like.queries.server'
import { searchByPicture } from '~/domain/search/picture-search.commands.server'
import { findPictureSearch } from '~/domain/search/picture-search.queries.server'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { enqueue } from '~/platform/queue.server'

let world: World
const now = new Date()
const staff = ({ id, name, role }: Person): Viewer => ({ kind: 'staff', personId: id, name, role })
const scope = () => ({ db: world.db, viewer: staff(world.mara), now })

/** A beach under a sky, the sun of which is elsewhere by `shift`; or a wood. */
const scene = (what: 'beach' | 'wood', shift = 0) => {
  const trunks = [10, 95, 210, 260, 395, 500, 590]
  const body =
    what === 'beach'
      ? `<rect width="640" height="480" fill="#7ab8e8"/><rect y="300" width="640" height="180" fill="#e0c08a"/>
         <circle cx="${300 + shift}" cy="120" r="60" fill="#fff3b0"/><rect y="270" width="640" height="40" fill="#1a5fb4"/>`
      : `<rect width="640" height="480" fill="#1d4b1f"/>
         ${trunks.map((x, n) => `<rect x="${x + shift}" y="${n * 37}" width="${34 + 7 * n}" height="${480 - 61 * n}" fill="#6b4a2e"/>`).join('')}
         ${trunks.map((x, n) => `<circle cx="${600 - x}" cy="${(n * 173) % 480}" r="${20 + 6 * n}" fill="#2f7a33"/>`).join('')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${body}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer()
}

const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await openWorld()
  for (const [name, bytes] of [
    ['beach', await scene('beach')],
    ['beach-later', await scene('beach', 90)],
    ['wood', await scene('wood')],
    ['wood-later', await scene('wood', 20)],
  ] as const)
    ids[name] = (await world.photo('approved', { fileName: `${name}.jpg`, bytes })).assetId
  await world.runJobs()
})
afterAll(() => world.close())

const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0]

test('pictures that look like an asset are found, the nearest first, and others are not', async () => {
  const exemplar = await exemplarOfAsset(scope(), ids.beach ?? '')
  if (!exemplar) throw new Error('no exemplar')
  const alike = await alikeAssets(scope(), exemplar)
  expect(alike.map(({ assetId }) => nameOf(assetId))).toEqual(['beach-later'])
  const page = await listLibrary(scope(), { like: ids.wood, withFacets: true }, 'en')
  expect(page.assets.map(({ id }) => nameOf(id))).toEqual(['wood-later'])
  expect(
    page.facets
      .find(({ field }) => field === 'colour')
      ?.values.map(({ value }) => value)
      .sort(),
  ).toEqual(['brown', 'green'])
})

test('a picture of the library is found by the names of its colours and by colours like them', async () => {
  const found = async (q: string) => (await listLibrary(scope(), { q }, 'en')).assets.map(({ id }) => nameOf(id)).sort()
  expect(await found('colour:blue')).toEqual(['beach', 'beach-later'])
  expect(await found('colour:#1a5fb4')).toEqual(['beach', 'beach-later'])
  expect(await found('colour:#1c62b0 beach later')).toEqual(['beach-later'])
  expect(await found('-colour:#1a5fb4')).toEqual(['wood', 'wood-later'])
  expect(await found('colour:#ff00ff')).toEqual([])
  expect(await found('colour:#6b4a2e')).toEqual(['wood', 'wood-later'])
})

test('a result of similar pictures has pages, selections and filters as any other', async () => {
  const like = ids.beach
  expect(await matchingIds(scope(), { like })).toEqual({ ids: [ids['beach-later']], total: 1 })
  const tiles = await libraryTiles(scope(), { like }, { skip: 0, take: 60 }, 'en')
  expect(tiles.map(({ id }) => nameOf(id))).toEqual(['beach-later'])
  expect((await listLibrary(scope(), { like, q: 'kind:vector' }, 'en')).total).toBe(0)
  for (const unknown of ['x', '00000000-0000-7000-8000-000000000000'])
    expect(await listLibrary(scope(), { like: unknown }, 'en')).toMatchObject({ total: 0, assets: [] })
})

/** Searches by bytes, while the worker runs. */
async function searched(bytes: Buffer, fileName = 'mine.jpg'): Promise<string> {
  const search = searchByPicture(world.db, world.mara, { bytes, fileName, signal: new AbortController().signal })
  const outcome = search.then(
    (id) => ({ id }),
    (error: unknown) => ({ error }),
  )
  for (let isDone = false; !isDone; ) {
    await world.runJobs()
    isDone = await Promise.race([
      outcome.then(() => true),
      new Promise<boolean>((done) => setTimeout(done, 100, false)),
    ])
  }
  const settled = await outcome
  if ('id' in settled) return settled.id
  throw settled.error
}

test('a picture that is brought finds the same file, nearly the same one, and those like it', async () => {
  const same = await searched(await scene('beach'))
  const like = await likeOf(scope(), same, 'en')
  expect(like).toMatchObject({ of: 'search', name: 'mine.jpg', same: [{ id: ids.beach }] })
  const page = await listLibrary(scope(), { like: same }, 'en')
  expect(page.assets.map(({ id }) => nameOf(id))).toEqual(['beach', 'beach-later'])

  const smaller = await sharp(await scene('wood'))
    .resize(320)
    .png()
    .toBuffer()
  const near = await searched(smaller, 'small.png')
  const nearly = await likeOf(scope(), near, 'en')
  expect(nearly.same).toEqual([])
  expect(nearly.near[0]?.id).toBe(ids.wood)
  expect((await listLibrary(scope(), { like: near }, 'en')).assets.map(({ id }) => nameOf(id))).toEqual([
    'wood',
    'wood-later',
  ])
})

test('only who brought a picture searches by it, its bytes go at once, and all of it after an hour', async () => {
  const id = await searched(await scene('beach', 3))
  expect((await findPictureSearch(scope(), id))?.picture?.subarray(8, 12).toString()).toBe('WEBP')
  const other = { ...scope(), viewer: staff(world.iker) }
  expect(await findPictureSearch(other, id)).toBeUndefined()
  expect(await likeOf(other, id, 'en')).toMatchObject({ of: 'nothing' })
  expect((await listLibrary(other, { like: id }, 'en')).total).toBe(0)
  const { rows } = await sql<{ kept: number }>`select count(bytes)::int as kept from picture_search`.execute(world.db)
  expect(rows[0]?.kept).toBe(0)
  await sql`update picture_search set asked_at = now() - interval '61 minutes' where id = ${id}`.execute(world.db)
  expect(await findPictureSearch(scope(), id)).toBeUndefined()
  expect(await likeOf(scope(), id, 'en')).toMatchObject({ of: 'nothing' })
  await forgetPictures(world.db)
  expect((await sql`select 1 from picture_search where id = ${id}`.execute(world.db)).rows).toEqual([])
})

test.each([
  ['a text', Buffer.from('no picture at all'), 'a.jpg'],
  ['a cut JPEG', undefined, 'cut.jpg'],
  ['a script in the clothes of a picture', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'a.png'],
  ['a document', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF'), 'a.pdf'],
])('%s is refused beside the field', async (_what, bytes, name) => {
  const given = bytes ?? (await scene('beach')).subarray(0, 400)
  const refused = await searched(given, name).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DomainError)
  expect(refused).toMatchObject({ code: 'picture.unreadable', facts: { field: 'file' } })
})

test('pictures whose colours are not known are read by a job; what cannot be read is counted, and tried again', async () => {
  const before = await sql<{
    layout: string
  }>`select encode(layout, 'hex') as layout from picture_appearance order by version_id`.execute(world.db)
  await sql`delete from picture_appearance`.execute(world.db)
  expect(await countUnread(world.db)).toEqual({ count: 4, failed: 0 })
  const preview = await sql<{ id: string; key: string }>`select version_id as id, object_key as key from rendition
    where preset = 'preview' and state = 'made' order by version_id limit 1`.execute(world.db)
  const { id, key } = preview.rows[0] ?? { id: '', key: '' }
  await sql`update rendition set object_key = 'renditions/gone.webp' where version_id = ${id} and preset = 'preview'`.execute(
    world.db,
  )
  const read = () => inTransaction(world.db, (trx) => enqueue(trx, readAppearances, {}))
  await read()
  await world.runJobs()
  expect(await countUnread(world.db)).toEqual({ count: 1, failed: 1 })
  await sql`update rendition set object_key = ${key} where version_id = ${id} and preset = 'preview'`.execute(world.db)
  await read()
  await world.runJobs()
  expect(await countUnread(world.db)).toEqual({ count: 0, failed: 0 })
  const after = await sql<{
    layout: string
  }>`select encode(layout, 'hex') as layout from picture_appearance order by version_id`.execute(world.db)
  expect(after.rows).toHaveLength(before.rows.length)
  const places = await sql<{ n: number }>`select count(*)::int as n from picture_place`.execute(world.db)
  expect(places.rows[0]?.n).toBe(8 * after.rows.length)
  await sql`delete from picture_appearance`.execute(world.db)
  expect((await sql`select 1 from picture_place`.execute(world.db)).rows).toEqual([])
})
