import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alikePictures } from '#tests/support/alike-pictures'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { findAsset } from '~/domain/assets/versions.queries.server'
import { duplicateGroups, looksLike } from '~/domain/duplicates/duplicates.queries.server'
import { hashVersion } from '~/domain/duplicates/hash-picture.commands.server'
import { hashPictures } from '~/domain/duplicates/hash-pictures.jobs.server'
import { tellApart } from '~/domain/duplicates/not-duplicates.commands.server'
import { dbNow, inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { required } from '~/platform/required'

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

/** A promise that waits until it is opened. */
function newGate() {
  let open = () => {}
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, open: () => open() }
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

  test('are found when both are searched at once, and the search that began first ends last', async () => {
    const { original, copy } = await alikePictures('bridge-cables')
    const [first, second] = [await ingested(original, 'at once.jpg'), await ingested(copy, 'at once small.jpg')]
    await world.runJobs()
    await world.pool.query('delete from near_duplicate')
    await world.pool.query('delete from picture_hash')
    const versionOf = async (id: string) => required((await findAsset(world.db, id))?.currentVersionId, 'a version')
    const services = { db: world.db, storage: world.storage, tempDir: world.folder }
    const gate = newGate()
    const late = new Proxy(world.db, {
      get: (db, name) =>
        name === 'transaction'
          ? () => ({ execute: (work: never) => gate.promise.then(() => db.transaction().execute(work)) })
          : Reflect.get(db, name).bind?.(db),
    })
    const slow = hashVersion({ ...services, db: late }, await versionOf(first))
    await expect.poll(async () => (await world.pool.query('select 1 from picture_hash')).rowCount).toBe(1)
    await hashVersion(services, await versionOf(second))
    gate.open()
    await slow
    expect(await looksLike(world.db, first)).toEqual([second])
    await deleteAssets(world.db, world.mara, [first, second])
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
