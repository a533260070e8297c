import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { manyAtOnce, openBucket, s3Endpoint } from '#tests/support/s3'
import { openWorld, type World } from '#tests/support/world'
import { removeOrphans } from '~/domain/scrub/orphans.commands.server'
import { openPace, problemOf } from '~/domain/scrub/read-slowly.server'
import { OURS } from '~/domain/scrub/scrub'
import { scrubStorageJob } from '~/domain/scrub/scrub-storage.jobs.server'
import { loadFindings, loadScrubs } from '~/domain/scrub/storage.queries.server'
import { required } from '~/platform/required'
import type { Storage } from '~/platform/storage'
import { s3Storage } from '~/platform/storage/s3.server'
import { unfinishedUploads } from '~/platform/storage/s3-list.server'

const name = s3Endpoint ? 'the scrub of S3' : 'the scrub of S3: skipped, no S3 server (npm run test:s3 starts one)'
const DAY_MS = 86_400_000

describe.skipIf(!s3Endpoint)(name, () => {
  let world: World
  let s3: Awaited<ReturnType<typeof openBucket>>
  beforeAll(async () => {
    s3 = await openBucket()
    world = await openWorld(s3)
  })
  afterAll(async () => {
    await world?.close()
    await s3?.close()
  })
  afterEach(() => world.pool.query('delete from scrub; delete from object_finding'))

  /** The store as it will be in two days, when what nothing refers to is old. */
  const inTwoDays = (): Storage => ({
    ...s3.storage,
    list: async (after) => {
      const { objects, next } = await s3.storage.list(after)
      return { objects: objects.map((each) => ({ ...each, changedAt: new Date(+each.changedAt - 2 * DAY_MS) })), next }
    },
  })
  /** Runs a scrub to its end, in as many parts as it takes. */
  const scrub = async (storage: Storage = inTwoDays(), signal?: AbortSignal) => {
    do await scrubStorageJob.run({}, { db: world.db, storage, signal, env: { scrubBytesPerSecond: 1e9 } })
    while ((await loadScrubs(world.db)).running)
  }
  const findings = async () => {
    const { rows } = await world.pool.query('select object_key as key, problem from object_finding order by object_key')
    return rows as { key: string; problem: string }[]
  }
  const photo = async () => {
    const bytes = await world.jpeg(320, 240)
    const { versionId } = await world.photo('approved', { bytes })
    await world.renderings(versionId)
    return { bytes, versionId, key: `originals/${createHash('sha256').update(bytes).digest('hex')}` }
  }
  const put = (key: string, bytes: Buffer | string) => s3.storage.put(key, Readable.from([Buffer.from(bytes)]), {})

  test('undamaged objects are read; missing, damaged and shortened ones are found, and are right again when restored', async () => {
    const [missing, damaged, short, whole] = [await photo(), await photo(), await photo(), await photo()]
    await scrub()
    expect(await findings()).toEqual([])
    await world.pool.query('delete from scrub')
    const flipped = Buffer.from(damaged.bytes)
    flipped.writeUInt8((flipped[200] ?? 0) ^ 1, 200)
    await s3.storage.delete(missing.key)
    await put(damaged.key, flipped)
    await put(short.key, short.bytes.subarray(0, 500))
    await scrub()
    const found = [
      ...[
        { key: missing.key, problem: 'missing' },
        { key: damaged.key, problem: 'damaged' },
      ],
      { key: short.key, problem: 'damaged' },
    ]
    expect(await findings()).toEqual(found.sort((a, b) => (a.key < b.key ? -1 : 1)))
    expect((await loadFindings(world.db)).originals).toHaveLength(3)
    for (const each of [missing, damaged, short]) await put(each.key, each.bytes)
    await world.pool.query('delete from scrub')
    await scrub()
    expect(await findings()).toEqual([])
    expect(await s3.storage.head(whole.key)).toMatchObject({ size: whole.bytes.length })
  })

  test('orphans beyond the first pages of the store are found, and are removed on confirmation, nothing else', async () => {
    const { key, versionId } = await photo()
    const orphans = Array.from(
      { length: 1_050 },
      (_, n) => `originals/${createHash('sha256').update(`${n}`).digest('hex')}`,
    )
    orphans.push(`renditions/${randomUUID()}/thumb-1.jpg`, `embedded/${versionId}/0123456789abcdef-0123456789abcdef`)
    const foreign = ['backups/2026 (1)+ü.tar', 'originals.txt', 'originals/not ours', '\u0001odd/key']
    await s3.putAll([...orphans, ...foreign].map((each) => [each, 'x']))
    await scrub(s3.storage)
    expect(await findings()).toEqual([])
    await world.pool.query('delete from scrub')
    await scrub()
    expect((await loadFindings(world.db)).orphans.objects).toBe(orphans.length)
    const taken = required(orphans[7], 'an orphan')
    await world.pool.query(
      `insert into stored_object (sha256, crc32, byte_size, media_type) values ($1, 0, 1, 'text/plain')`,
      [taken.slice(10)],
    )
    let removed = 0
    for (let each = 1000; each > 0; removed += each) each = await removeOrphans(world.db, s3.storage, world.mara)
    expect(removed).toBe(orphans.length - 1)
    const left = await s3.leftovers()
    expect(left).toEqual(
      expect.arrayContaining([key, taken, 'backups/2026 (1)+ü.tar', 'originals.txt', '\u0001odd/key']),
    )
    expect(left.filter((each) => orphans.includes(each))).toEqual([taken])
  })

  test('a removal of orphans that the store breaks off keeps what it could not remove', async () => {
    const orphans = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `originals/${String(n).repeat(64)}`)
    await s3.putAll(orphans.map((each) => [each, 'x']))
    await scrub()
    let deleted = 0
    const denied = s3Storage({ ...s3.config, secretAccessKey: 'guessed' })
    const failing: Storage = { ...s3.storage, delete: (key) => (deleted++ < 3 ? s3.storage : denied).delete(key) }
    await expect(removeOrphans(world.db, failing, world.mara)).rejects.toMatchObject({ code: 'storage.no_answer' })
    const left = (await findings()).map(({ key }) => key)
    expect(left.length).toBeGreaterThanOrEqual(5)
    const heads = await Promise.all(left.map((key) => s3.storage.head(key)))
    expect(heads.every(Boolean)).toBe(true)
    await removeOrphans(world.db, s3.storage, world.mara)
    expect(await findings()).toEqual([])
  })

  test.each([
    ['denied', () => ({ secretAccessKey: 'guessed' })],
    ['no_bucket', () => ({ bucket: 'vitrine-nowhere' })],
    ['no_answer', () => ({ endpoint: 'http://127.0.0.1:1' })],
  ] as const)('a store that fails (%s) is no finding: the scrub says so, waits, and goes on', async (outage, wrong) => {
    await photo()
    const failing = s3Storage({ ...s3.config, ...wrong() })
    await expect(scrub(failing)).rejects.toMatchObject({ code: 'unavailable' })
    expect((await loadScrubs(world.db)).running).toMatchObject({ outage, objects: 0 })
    expect(await findings()).toEqual([])
    await scrub(s3.storage)
    expect((await loadScrubs(world.db)).last).toMatchObject({ outage: null })
    expect(await findings()).toEqual([])
  })

  test('an interrupted scrub goes on after the object that it had come to', async () => {
    await photo()
    const read: string[] = []
    const stopping = new AbortController()
    const storage: Storage = {
      ...s3.storage,
      read: (key, options) => {
        read.push(key)
        if (read.length === 3) stopping.abort(new Error('the worker stops'))
        return s3.storage.read(key, options)
      },
    }
    await expect(scrub(storage, stopping.signal)).rejects.toThrow('the worker stops')
    expect((await loadScrubs(world.db)).running).toMatchObject({ objects: 2, outage: null })
    await scrub(storage)
    expect(read.filter((each) => each === read[0])).toHaveLength(1)
    expect((await loadScrubs(world.db)).last?.objects).toBe(new Set(read).size)
  })

  test('an object is read no faster than its pace', async () => {
    const bytes = Buffer.alloc(3_000_000, 7)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await put(`originals/${sha256}`, bytes)
    const began = performance.now()
    const object = { objectKey: `originals/${sha256}`, sha256, byteSize: bytes.length }
    expect(await problemOf(s3.storage, object, { pace: openPace(2_000_000) })).toBeUndefined()
    // The second that a pace may have saved up is the first of one and a half.
    expect(performance.now() - began).toBeGreaterThan(450)
    await s3.storage.delete(`originals/${sha256}`)
  })

  test('multipart uploads of our objects that never ended are discarded after a day, those of others are kept', async () => {
    const Bucket = s3.config.bucket
    const begin = (Key: string) => s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    const begun = async () => {
      const keys: string[] = []
      for await (const { key } of unfinishedUploads(s3.client, Bucket)) keys.push(key)
      return keys.sort()
    }
    const id = 'staged_upload_without_metadata'
    const ours = Array.from(
      { length: 1_010 },
      (_, n) => `originals/${createHash('sha256').update(`${n}`).digest('hex')}`,
    )
    await manyAtOnce([...ours, 'backups/other.tar', id], begin)
    const { UploadId } = await begin(required(ours[3], 'a key'))
    await s3.client.send(new UploadPartCommand({ Bucket, Key: ours[3], UploadId, PartNumber: 1, Body: 'part' }))
    expect(new Set(await begun())).toEqual(new Set([...ours, 'backups/other.tar', id]))
    await scrub(s3.storage)
    expect(await begun()).toHaveLength(ours.length + 3)
    const later = new Date(Date.now() + DAY_MS)
    expect(await s3.storage.discardUnfinished(OURS, later)).toBe(ours.length + 2)
    expect(await begun()).toEqual(['backups/other.tar'])
  })
})
