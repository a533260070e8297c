import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '~/platform/storage'

export interface OpenedStorage {
  storage: Storage
  /** Everything in the store: objects, incomplete ones and parts. */
  leftovers(): Promise<string[]>
  close(): Promise<void>
}

export const MIB = 1024 * 1024
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Tests that every object store must pass. */
export function conforms(name: string, open: () => Promise<OpenedStorage>): void {
  describe(name, () => {
    let opened: OpenedStorage
    let storage: Storage
    beforeAll(async () => {
      opened = await open()
      storage = opened.storage
    })
    afterAll(() => opened?.close())

    const fresh = () => `test/${randomUUID()}`
    const store = async (bytes: Buffer, key = fresh()) => {
      await storage.put(key, Readable.from([bytes]), { size: bytes.length, mediaType: 'image/png' })
      return key
    }
    const refused = (code: string) => expect.objectContaining({ name: 'StorageError', code })

    test('lists every object once with its size, in parts that follow each other', async () => {
      const keys = new Map<string, number>()
      for (let size = 1; size <= 5; size++) keys.set(await store(randomBytes(size)), size)
      const listed = new Map<string, number>()
      for (let after: string | undefined = ''; after !== undefined; ) {
        const { objects, next } = await storage.list(after)
        for (const { key, size, changedAt } of objects) {
          expect(listed.has(key)).toBe(false)
          expect(Math.abs(Date.now() - changedAt.getTime())).toBeLessThan(3_600_000)
          listed.set(key, size)
        }
        after = next
      }
      for (const [key, size] of keys) expect(listed.get(key)).toBe(size)
    })

    describe('writing', () => {
      test.each([
        ['an empty object', 0, true],
        ['1,000 bytes', 1000, true],
        ['20 MiB', 20 * MIB, true],
        ['20 MiB of unknown length', 20 * MIB, false],
      ])('%s is read back unchanged', async (_, length, sized) => {
        const bytes = randomBytes(length)
        const key = fresh()
        const chunks = Array.from({ length: Math.ceil(length / MIB) }, (_, i) => bytes.subarray(i * MIB, (i + 1) * MIB))
        await storage.put(key, Readable.from(chunks), { size: sized ? length : undefined })
        expect(sha256(await buffer(await storage.read(key)))).toBe(sha256(bytes))
        expect((await storage.head(key))?.size).toBe(length)
      })

      test('under an existing key replaces the object', async () => {
        const key = await store(Buffer.from('the first, longer one'))
        await store(Buffer.from('the second'), key)
        expect((await storage.readSmall(key, 100)).toString()).toBe('the second')
      })

      test('under a key of maximum length keeps an object whose key is its prefix', async () => {
        const short = await store(Buffer.from('short'))
        const long = `${short}/${'x'.repeat(250 - short.length - 1)}`
        await store(Buffer.from('long'), long)
        expect((await storage.readSmall(short, 100)).toString()).toBe('short')
        expect((await storage.readSmall(long, 100)).toString()).toBe('long')
      })

      const broken: [string, (bytes: Buffer) => [Readable, { size?: number; signal?: AbortSignal }]][] = [
        ['whose source fails', (bytes) => [Readable.from(breaking(bytes)), {}]],
        ['shorter than stated', (bytes) => [Readable.from([bytes]), { size: bytes.length + 1 }]],
        ['longer than stated', (bytes) => [Readable.from([bytes]), { size: bytes.length - 1 }]],
        ['aborted before', (bytes) => [Readable.from([bytes]), { signal: AbortSignal.abort() }]],
        ['aborted midway', (bytes) => [Readable.from(endless(bytes)), { signal: AbortSignal.timeout(300) }]],
      ]
      describe.each([
        ['an object of 1,000 bytes', 1000],
        ['an object of several parts', 18 * MIB],
      ])('%s:', (_, length) => {
        test.each(broken)('a body %s is rejected and keeps the former object', async (_, make) => {
          const key = await store(Buffer.from('before'))
          const before = await opened.leftovers()
          const [body, options] = make(randomBytes(length))
          const begun = Date.now()
          await expect(storage.put(key, body, options)).rejects.toThrow()
          expect(Date.now() - begun).toBeLessThan(3_000)
          expect(body.destroyed).toBe(true)
          expect((await storage.readSmall(key, 100)).toString()).toBe('before')
          await expect.poll(() => opened.leftovers(), { timeout: 30_000 }).toEqual(before)
        })
      })

      test('by adoption of a local file removes that file', async () => {
        const bytes = randomBytes(3 * MIB)
        const file = path.join(os.tmpdir(), `vitrine-adopt-${randomUUID()}`)
        await writeFile(file, bytes)
        const key = fresh()
        await storage.adopt(file, key, { mediaType: 'image/png' })
        expect(sha256(await buffer(await storage.read(key)))).toBe(sha256(bytes))
        expect(await readdir(os.tmpdir())).not.toContain(path.basename(file))
      })
    })

    describe('reading an object', () => {
      const bytes = randomBytes(2 * MIB)
      let key: string
      beforeAll(async () => {
        key = await store(bytes)
      })

      test.each([
        ['returns the first byte', 0, 0],
        ['returns a range in the middle', 700_000, 1_400_000],
        ['returns the last byte', 2 * MIB - 1, 2 * MIB - 1],
        ['returns the range of all bytes', 0, 2 * MIB - 1],
      ])('%s', async (_, start, end) => {
        const read = await buffer(await storage.read(key, { range: { start, end } }))
        expect(sha256(read)).toBe(sha256(bytes.subarray(start, end + 1)))
      })

      test.each([
        ['beyond the end', 2 * MIB, 2 * MIB],
        ['over the end', 10, 2 * MIB],
        ['backwards', 10, 9],
        ['before the start', -1, 9],
      ])('a range %s is refused before the first byte is sent', async (_, start, end) => {
        await expect(storage.read(key, { range: { start, end } })).rejects.toEqual(refused('bad_range'))
      })

      test('a range of an empty object is refused', async () => {
        const empty = await store(Buffer.alloc(0))
        await expect(storage.read(empty, { range: { start: 0, end: 0 } })).rejects.toEqual(refused('bad_range'))
      })

      test('readSmall returns whole objects and refuses larger ones', async () => {
        expect(sha256(await storage.readSmall(key, bytes.length))).toBe(sha256(bytes))
        await expect(storage.readSmall(key, bytes.length - 1)).rejects.toEqual(refused('bad_range'))
        await expect(storage.readSmall(key, bytes.length, AbortSignal.abort())).rejects.toThrow()
      })

      test('leaves no file open after 100 aborted reads', async () => {
        await buffer(await storage.read(key))
        const before = (await readdir('/proc/self/fd')).length
        for (let i = 0; i < 100; i++) {
          const going = new AbortController()
          if (i % 3 === 0) going.abort()
          const stream = await storage.read(key, { signal: going.signal }).catch(() => undefined)
          if (i % 3 === 1) going.abort()
          stream?.once('data', () => (i % 2 ? going.abort() : stream.destroy()))
        }
        const now = async () => (await readdir('/proc/self/fd')).length
        await expect.poll(now, { timeout: 30_000 }).toBeLessThanOrEqual(before + 2)
      })
    })

    describe('a key without object', () => {
      test('is refused as missing, and its deletion succeeds', async () => {
        const key = fresh()
        await expect(storage.read(key)).rejects.toEqual(refused('missing'))
        await expect(storage.readSmall(key, 10)).rejects.toEqual(refused('missing'))
        expect(await storage.head(key)).toBeUndefined()
        await expect(storage.delete(key)).resolves.toBeUndefined()
      })

      test('results from a deletion', async () => {
        const key = await store(Buffer.from('gone soon'))
        await storage.delete(key)
        expect(await storage.head(key)).toBeUndefined()
      })
    })

    test.each([
      ...['', '/', 'a/', '/a', 'a//b', '..', '../a', 'a/../b', 'a/..', '.hidden', 'a/.hidden', 'a..b'],
      ...['Upper', 'a b', 'a\0b', 'ä', 'a\\b', 'a+b', 'a%2fb', 'x'.repeat(251)],
    ])('the key %j is refused by every method', async (key) => {
      const bad = refused('bad_key')
      const body = Readable.from([Buffer.from('x')])
      await expect(storage.put(key, body, {})).rejects.toEqual(bad)
      await expect(storage.read(key)).rejects.toEqual(bad)
      await expect(storage.readSmall(key, 1)).rejects.toEqual(bad)
      await expect(storage.head(key)).rejects.toEqual(bad)
      await expect(storage.delete(key)).rejects.toEqual(bad)
      await expect(storage.adopt('/nowhere', key, {})).rejects.toEqual(bad)
    })
  })
}

async function* breaking(bytes: Buffer) {
  yield bytes
  throw new Error('the source broke')
}

async function* endless(bytes: Buffer) {
  yield bytes
  await new Promise((resolve) => setTimeout(resolve, 5000).unref())
  throw new Error('nobody gave up')
}
