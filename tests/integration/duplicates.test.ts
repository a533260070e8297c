import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alikePictures } from '#tests/support/alike-pictures'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { duplicateGroups, looksLike } from '~/domain/duplicates/duplicates.queries.server'
import { hashPictures } from '~/domain/duplicates/hash-pictures.jobs.server'
import { tellApart } from '~/domain/duplicates/not-duplicates.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function ingested(bytes: Buffer, fileName: string): Promise<string> {
  const taken = await world.takeInBytes(bytes, fileName)
  if (taken.outcome !== 'taken') throw new Error(`not taken in: ${taken.outcome}`)
  return taken.assetId
}

const groups = async () => {
  const { id: personId, name } = world.iker
  const viewer = { kind: 'staff', personId, name, role: 'editor' } as const
  const found = await duplicateGroups({ db: world.db, viewer, now: await dbNow(world.db) }, 'en')
  return found.groups.map(({ isExact, assets }) => ({ isExact, ids: assets.map((asset) => asset.id) }))
}

describe('pictures that look alike', () => {
  test('are found when their previews are made, the one with more pixels first, and others are not', async () => {
    const { original, copy } = await alikePictures('forest-stream')
    const small = await ingested(copy, 'stream-small.jpg')
    const large = await ingested(original, 'stream.jpg')
    await ingested((await alikePictures('dandelion-clock')).original, 'dandelion.jpg')
    await world.runJobs()
    expect(await groups()).toEqual([{ isExact: false, ids: [large, small] }])
    expect(await looksLike(world.db, large)).toEqual([small])
  })

  test('are not shown again once they were told apart, until that is undone', async () => {
    const { original, copy } = await alikePictures('dogs-at-window')
    const ids = [await ingested(original, 'dogs.jpg'), await ingested(copy, 'dogs-small.jpg')]
    await world.runJobs()
    expect(await groups()).toContainEqual({ isExact: false, ids })
    await tellApart(world.db, world.iker, ids)
    expect((await groups()).flatMap((group) => group.ids)).not.toContain(ids[0])
    await tellApart(world.db, world.iker, ids, { isUndone: true })
    expect(await groups()).toContainEqual({ isExact: false, ids })
  })

  test('are forgotten when one gets a new version or goes to the bin', async () => {
    const { original, copy } = await alikePictures('bridge-cables')
    const [one, other] = [await ingested(original, 'bridge.jpg'), await ingested(copy, 'bridge-small.jpg')]
    await world.runJobs()
    expect(await looksLike(world.db, one)).toEqual([other])
    await deleteAssets(world.db, world.mara, [other])
    expect(await looksLike(world.db, one)).toEqual([])
    const third = await ingested((await alikePictures('bridge-cables')).copy, 'bridge-again.jpg')
    await world.runJobs()
    expect(await looksLike(world.db, one)).toEqual([third])
    await world.takeInBytes((await alikePictures('wine-and-drum')).original, 'wine.jpg', { targetAssetId: third })
    await world.runJobs()
    expect(await looksLike(world.db, one)).toEqual([])
  })
})

test('plain pictures are not alike', async () => {
  const ids = [await ingested(await world.jpeg(), 'plain.jpg'), await ingested(await world.jpeg(), 'plain-too.jpg')]
  await world.runJobs()
  for (const id of ids) expect(await looksLike(world.db, id)).toEqual([])
})

test('the same file in two assets is an exact duplicate', async () => {
  const bytes = await world.jpeg()
  const one = await ingested(bytes, 'same.jpg')
  const other = await ingested(await world.jpeg(), 'other.jpg')
  // As after an upload that was kept beside the one that was there.
  await world.pool.query(
    'update asset_version set sha256 = (select sha256 from asset_version where asset_id = $1) where asset_id = $2',
    [one, other],
  )
  expect(await groups()).toContainEqual({ isExact: true, ids: [one, other] })
})

test('pictures without a hash get one from the hourly job, each once', async () => {
  const { original, copy } = await alikePictures('picos-path')
  const [one, other] = [await ingested(original, 'path.jpg'), await ingested(copy, 'path-small.jpg')]
  await world.runJobs()
  const rows = async (table: string) => Number((await world.pool.query(`select count(*) from ${table}`)).rows[0].count)
  const hashed = await rows('picture_hash')
  await world.pool.query('delete from near_duplicate')
  await world.pool.query('delete from picture_hash')
  expect(await rows('picture_hash_band')).toBe(0)
  await inTransaction(world.db, (trx) => enqueue(trx, hashPictures, {}))
  await world.runJobs()
  expect(await looksLike(world.db, one)).toEqual([other])
  expect(await rows('picture_hash')).toBeLessThanOrEqual(hashed)
  await inTransaction(world.db, (trx) => enqueue(trx, hashPictures, {}))
  await world.runJobs()
  expect(await world.queued('hash_picture')).toEqual([])
})
