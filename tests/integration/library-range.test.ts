import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { distanceFor, LibraryRange } from '~/domain/search/library-range'
import { anchorsOf, idsBetween, libraryTiles, neighboursIn } from '~/domain/search/library-range.queries.server'
import { dbNow } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

/** Enough for one anchor, and for a part behind it. */
const COPIES = 640

let world: World
/** Ids of all assets, newest first. */
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
  const { assetId } = await world.photo('approved')
  ids = [assetId]
  const copies = Array.from({ length: COPIES }, () => ({ id: newId(), versionId: newId() }))
  await sql`with copy as (select unnest(${copies.map(({ id }) => id)}::uuid[]) as id,
        unnest(${copies.map(({ versionId }) => versionId)}::uuid[]) as version_id),
      made as (insert into asset (id, kind, source_locale, current_version_id, created_at)
        select copy.id, a.kind, a.source_locale, copy.version_id, a.created_at from copy, asset a
        where a.id = ${assetId} returning id)
    insert into asset_version (id, asset_id, number, state, sha256, file_name, extension, media_type, kind)
      select copy.version_id, copy.id, 1, 'draft', v.sha256, v.file_name, v.extension, v.media_type, v.kind
      from copy join made on made.id = copy.id, asset_version v where v.asset_id = ${assetId}`.execute(world.db)
  ids.push(...copies.map((copy) => copy.id))
  ids.sort((a, b) => (a < b ? 1 : -1))
})
afterAll(() => world.close())

const scope = async (role: 'viewer' | 'editor' = 'editor') => ({
  db: world.db,
  viewer: { kind: 'staff' as const, personId: world.iker.id, name: 'x', role },
  now: await dbNow(world.db),
})
const tiles = async (range: Partial<LibraryRange>, role?: 'viewer') =>
  (await libraryTiles(await scope(role), {}, LibraryRange.parse(range), 'en')).map((asset) => asset.id)

describe('parts of a result', () => {
  test('are reached from an anchor, and follow each other without gaps', async () => {
    const { total, every, keys } = await anchorsOf(await scope(), {})
    expect({ total, every }).toEqual({ total: COPIES + 1, every: 600 })
    expect(keys).toEqual([ids[599]])
    expect(await tiles({ take: 60 })).toEqual(ids.slice(0, 60))
    expect(await tiles({ after: ids[59], take: 60 })).toEqual(ids.slice(60, 120))
    expect(await tiles({ after: keys[0], skip: 20, take: 60 })).toEqual(ids.slice(620))
    expect(await tiles({ skip: 300, take: 10 })).toEqual(ids.slice(300, 310))
  })

  test('are bounded, whatever is asked for', async () => {
    expect(await tiles({ take: 100_000, skip: -5, after: 'nonsense' } as never)).toEqual(ids.slice(0, 120))
    expect(await tiles({ after: newId() })).toEqual([])
  })

  test('show the role viewer only what is approved, in tiles, sizes and ranges', async () => {
    const approved = await tiles({}, 'viewer')
    expect(approved).toHaveLength(1)
    expect(await anchorsOf(await scope('viewer'), {})).toMatchObject({ total: 1, keys: [] })
    const between = await idsBetween(await scope('viewer'), {}, { first: approved[0]!, last: approved[0]! })
    expect(between).toEqual({ ids: approved, total: 1 })
    // Where an asset stands that they do not see would tell of it.
    expect((await idsBetween(await scope('viewer'), {}, { first: ids[0]!, last: ids.at(-1)! })).ids).toEqual([])
    expect(await neighboursIn(await scope('viewer'), {}, approved[0]!)).toEqual({})
  })

  test('have at most some 500 anchors', () => {
    expect([1, 600, 300_000, 300_001, 1_000_000].map(distanceFor)).toEqual([600, 600, 600, 1200, 2400])
  })
})

describe('a range and the neighbours in a result', () => {
  test('are found where nothing of it is loaded', async () => {
    const { ids: range, total } = await idsBetween(await scope(), {}, { first: ids[10]!, last: ids[610]! })
    expect(range).toEqual(ids.slice(10, 611))
    expect(total).toBe(601)
    expect((await idsBetween(await scope(), {}, { first: 'x', last: ids[0]! })).ids).toEqual([])
  })

  test('leave out what does not match, also beside an asset that left the result', async () => {
    expect(await neighboursIn(await scope(), {}, ids[0]!)).toEqual({ next: ids[1] })
    expect(await neighboursIn(await scope(), {}, ids[300]!)).toEqual({ previous: ids[299], next: ids[301] })
    await deleteAssets(world.db, world.mara, [ids[301]!])
    expect(await neighboursIn(await scope(), {}, ids[300]!)).toEqual({ previous: ids[299], next: ids[302] })
    expect(await neighboursIn(await scope(), {}, ids[301]!)).toEqual({ previous: ids[300], next: ids[302] })
    expect(await neighboursIn(await scope(), { state: 'approved' }, ids[300]!)).not.toHaveProperty('previous', ids[299])
  })
})
