import { createHash, randomUUID } from 'node:crypto'
import { utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { deliverOne } from '~/domain/delivery/delivery.server'
import { removeOrphans } from '~/domain/scrub/orphans.commands.server'
import { problemOf } from '~/domain/scrub/read-slowly.server'
import { scrubStorageJob } from '~/domain/scrub/scrub-storage.jobs.server'
import { askForScrub } from '~/domain/scrub/scrubs.commands.server'
import { loadFindings, loadScrubs, loadStorageUse } from '~/domain/scrub/storage.queries.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { required } from '~/platform/required'
import { type Storage, StorageError } from '~/platform/storage'
import { objectFile } from '~/platform/storage/disk-files.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.pool.query('delete from scrub; delete from object_finding'))

const fileOf = (key: string) => objectFile(path.join(world.folder, 'objects'), key)
const scrub = (scrubBytesPerSecond = 1e9) => scrubStorageJob.run({}, { ...world, env: { scrubBytesPerSecond } })
const findings = async () => {
  const { rows } = await world.pool.query('select object_key as key, problem from object_finding order by object_key')
  return rows as { key: string; problem: string }[]
}
/** A photo with its bytes and the keys of its original and of one of its renditions. */
async function photo() {
  const bytes = await world.jpeg(320, 240)
  const { assetId, versionId } = await world.photo('approved', { bytes })
  await world.renderings(versionId)
  const { rows } = await world.pool.query(
    `select object_key as key from rendition where version_id = $1 and preset = 'thumb'`,
    [versionId],
  )
  const key = `originals/${createHash('sha256').update(bytes).digest('hex')}`
  return { assetId, versionId, bytes, key, thumb: required(rows[0], 'a thumb').key as string }
}
const uploadAgain = async (bytes: Buffer) => {
  const { ingest } = await import('~/domain/assets/ingest.commands.server')
  const localPath = path.join(world.folder, randomUUID())
  await writeFile(localPath, bytes)
  const digest = await fingerprint(Readable.from([bytes]))
  const by = { kind: 'person' as const, name: 'Iker', id: world.iker.id }
  const stored: boolean[] = []
  const ingested = await ingest(
    world.db,
    by,
    { localPath, fileName: 'again.jpg', digest },
    {
      store: async (key, mediaType, replaces) => {
        stored.push(replaces)
        await world.storage.put(key, Readable.from([bytes]), { size: bytes.length, mediaType })
      },
    },
  )
  return { outcome: ingested.outcome, stored }
}

test('a scrub of undamaged objects ends without findings, counts them, and the next is due in a week', async () => {
  await photo()
  await scrub()
  expect(await findings()).toEqual([])
  const { last, running } = await loadScrubs(world.db)
  expect(running).toBeUndefined()
  const use = await loadStorageUse(world.db)
  const all = [...use.originals, ...use.made]
  expect(last?.objects).toBe(all.reduce((sum, { objects }) => sum + objects, 0))
  expect(last?.bytes).toBe(all.reduce((sum, { bytes }) => sum + bytes, 0))
  expect(required(last, 'a scrub').nextAt.getTime() - required(last, 'a scrub').startedAt.getTime()).toBe(
    7 * 86_400_000,
  )
  await scrub()
  expect((await world.pool.query('select 1 from scrub')).rowCount).toBe(1)
})

test('a damaged original is found, is not delivered, and is healed by an upload of the same bytes', async () => {
  const { assetId, bytes, key } = await photo()
  const scope = {
    db: world.db,
    viewer: { kind: 'staff' as const, personId: world.mara.id, name: 'Mara', role: 'manager' as const },
    now: new Date(),
  }
  const damaged = Buffer.from(bytes)
  damaged.writeUInt8((damaged[200] ?? 0) ^ 1, 200)
  await writeFile(fileOf(key), damaged)
  expect((await deliverOne(scope, assetId, 'original')).objectKey).toBe(key)
  await scrub()
  expect(await findings()).toEqual([{ key, problem: 'damaged' }])
  expect((await loadFindings(world.db)).originals).toMatchObject([{ objectKey: key, problem: 'damaged', assetId }])
  await expect(deliverOne(scope, assetId, 'original')).rejects.toMatchObject({ code: 'rendition.damaged' })
  expect(await uploadAgain(bytes)).toEqual({ outcome: 'duplicate', stored: [true] })
  expect(await findings()).toEqual([])
  expect((await deliverOne(scope, assetId, 'original')).objectKey).toBe(key)
  expect(await uploadAgain(bytes)).toEqual({ outcome: 'duplicate', stored: [] })
})

test('a missing original is found, and a later scrub of the restored object clears the finding', async () => {
  const { bytes, key } = await photo()
  await world.storage.delete(key)
  await scrub()
  expect(await findings()).toEqual([{ key, problem: 'missing' }])
  await world.storage.put(key, Readable.from([bytes]), {})
  await askForScrub(world.db, world.mara)
  await scrub()
  expect(await findings()).toEqual([])
})

test('a missing or damaged picture is made again under its key', async () => {
  const { thumb } = await photo()
  await writeFile(fileOf(thumb), 'no picture')
  await scrub()
  expect((await loadFindings(world.db)).remade).toBe(1)
  await world.runJobs()
  expect((await world.storage.head(thumb))?.size).toBeGreaterThan(100)
  expect((await loadFindings(world.db)).remade).toBe(0)
})

test('objects that nothing refers to are orphans after a day, and are removed only while nothing refers to them', async () => {
  const { key } = await photo()
  const [old, fresh, foreign] = [`originals/${'a'.repeat(64)}`, `originals/${'b'.repeat(64)}`, 'backups/other.tar']
  const rendition = `renditions/${randomUUID()}/thumb-1.jpg`
  for (const each of [old, fresh, foreign, rendition]) await world.storage.put(each, Readable.from(['bytes']), {})
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
  for (const each of [old, foreign, rendition, key]) await utimes(fileOf(each), twoDaysAgo, twoDaysAgo)
  await scrub()
  expect(await findings()).toEqual([
    { key: old, problem: 'orphaned' },
    { key: rendition, problem: 'orphaned' },
  ])
  expect((await loadFindings(world.db)).orphans).toEqual({ objects: 2, bytes: 10 })
  // Announced meanwhile by an upload of these bytes.
  await world.pool.query(
    `insert into stored_object (sha256, crc32, byte_size, media_type) values ($1, 0, 5, 'text/plain')`,
    ['a'.repeat(64)],
  )
  expect(await removeOrphans(world.db, world.storage, world.mara)).toBe(1)
  const left = await Promise.all([old, fresh, foreign, rendition, key].map((each) => world.storage.head(each)))
  expect(left.map(Boolean)).toEqual([true, true, true, false, true])
  expect(await findings()).toEqual([])
})

test('an interrupted scrub goes on after the object that it had come to', async () => {
  const { key } = await photo()
  const read: string[] = []
  const stopping = new AbortController()
  const storage = {
    ...world.storage,
    read: (objectKey: string, options?: object) => {
      read.push(objectKey)
      if (read.length === 2) stopping.abort(new Error('the worker stops'))
      return world.storage.read(objectKey, options)
    },
  }
  const services = { db: world.db, storage, env: { scrubBytesPerSecond: 1e9 } }
  await expect(scrubStorageJob.run({}, { ...services, signal: stopping.signal })).rejects.toThrow()
  const [first] = read
  await scrubStorageJob.run({}, services)
  expect(read.filter((each) => each === first)).toHaveLength(1)
  expect(read).toContain(key)
  expect((await loadScrubs(world.db)).last).toBeDefined()
})

test('a store that does not answer is no finding: the scrub says so, waits, and goes on when it is asked again', async () => {
  await photo()
  const away = new StorageError('unavailable', 'any', { outage: 'no_answer' })
  const services = { db: world.db, env: { scrubBytesPerSecond: 1e9 } }
  const storage = { ...world.storage, read: () => Promise.reject(away) }
  await expect(scrubStorageJob.run({}, { ...services, storage })).rejects.toBe(away)
  expect((await loadScrubs(world.db)).running).toMatchObject({ outage: 'no_answer' })
  await askForScrub(world.db, world.mara)
  await scrub()
  expect((await loadScrubs(world.db)).last).toMatchObject({ outage: null })
  expect(await findings()).toEqual([])
})

test('an original that the store has archived is a finding of its own, and the scrub goes on', async () => {
  const { key } = await photo()
  const read: Storage['read'] = (each, options) =>
    each === key ? Promise.reject(new StorageError('archived', key)) : world.storage.read(each, options)
  await scrubStorageJob.run({}, { ...world, storage: { ...world.storage, read }, env: { scrubBytesPerSecond: 1e9 } })
  expect((await loadFindings(world.db)).originals).toMatchObject([{ objectKey: key, problem: 'archived' }])
  expect((await loadScrubs(world.db)).last).toBeDefined()
})

test('an orphan of the forms with texts is removed unless a form of its version is being made', async () => {
  const { versionId } = await photo()
  const orphan = `embedded/${versionId}/0123456789abcdef-0123456789abcdef`
  await world.storage.put(orphan, Readable.from(['bytes']), {})
  await utimes(fileOf(orphan), 0, 0)
  await scrub()
  expect(await findings()).toEqual([{ key: orphan, problem: 'orphaned' }])
  await world.pool.query(
    `insert into embedded_form (version_id, source_sha256, texts_hash, source_key, media_type, texts, state)
     values ($1, 'a', 'b', 'c', 'image/jpeg', '{}', 'waiting')`,
    [versionId],
  )
  expect(await removeOrphans(world.db, world.storage, world.mara)).toBe(0)
  await world.pool.query('delete from embedded_form; delete from scrub')
  await scrub()
  expect(await removeOrphans(world.db, world.storage, world.mara)).toBe(1)
  expect(await world.storage.head(orphan)).toBeUndefined()
})

test('reading takes from its pace every byte that it reads', async () => {
  const { bytes, key } = await photo()
  const taken: number[] = []
  const pace = { take: async (count: number) => void taken.push(count) }
  const object = { objectKey: key, sha256: key.slice(10), byteSize: bytes.length }
  expect(await problemOf(world.storage, object, { pace })).toBeUndefined()
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(bytes.length)
})

test('bytes that two versions have are counted once, and as saved', async () => {
  const before = (await loadStorageUse(world.db)).saved
  const bytes = await world.jpeg()
  const { assetId } = await world.photo('draft', { bytes })
  await world.pool.query(
    `insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind)
     select gen_random_uuid(), asset_id, 2, sha256, file_name, extension, media_type, kind from asset_version where asset_id = $1`,
    [assetId],
  )
  const { saved } = await loadStorageUse(world.db)
  expect([saved.objects - before.objects, saved.bytes - before.bytes]).toEqual([1, bytes.length])
})
