import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Upload } from '@tus/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Staging } from '~/platform/storage/staging.server'
import { MIB, type OpenedStorage, sha256 } from './storage-conformance'

export interface OpenedStaging extends OpenedStorage {
  staging: Staging
}

/** Tests that every staging area must pass. */
export function conformsAsStaging(name: string, open: () => Promise<OpenedStaging>): void {
  describe(name, () => {
    let opened: OpenedStaging
    let staging: Staging
    beforeAll(async () => {
      opened = await open()
      staging = opened.staging
    })
    afterAll(() => opened?.close())

    const begin = async (size: number) => {
      // Upper case as well, as in the ids of uploads.
      const id = `Up_${randomBytes(24).toString('base64url')}`
      await staging.store.create(new Upload({ id, size, offset: 0 }))
      return id
    }
    const write = (id: string, bytes: Buffer, offset: number) =>
      staging.store.write(Readable.from([bytes], { objectMode: false }), id, offset)
    const arrived = async (bytes: Buffer) => {
      const id = await begin(bytes.length)
      await write(id, bytes, 0)
      return id
    }
    const left = async (id: string) => (await opened.leftovers()).filter((name) => name.includes(id))
    const later = () => new Date(Date.now() + 60_000)

    test.each([
      ['small', 3000, [1000, 2000]],
      ['large', 14 * MIB, [6 * MIB, 6 * MIB + 17]],
    ])('a %s upload resumes at its offset after interruptions', async (_, length, cuts) => {
      const bytes = randomBytes(length)
      const id = await begin(length)
      let offset = 0
      for (const end of [...cuts, length]) {
        expect((await staging.store.getUpload(id)).offset).toBe(offset)
        offset = await write(id, bytes.subarray(offset, end), offset)
        expect(offset).toBe(end)
      }
      expect((await staging.store.getUpload(id)).offset).toBe(length)
      expect(sha256(await buffer(await staging.read(id)))).toBe(sha256(bytes))
      const seen = await staging.withLocalFile(id, async (file) => sha256(await readFile(file)))
      expect(seen).toBe(sha256(bytes))
    })

    test('promoting an upload repeatedly stores the bytes under the key, also after they were discarded', async () => {
      const bytes = randomBytes(9 * MIB)
      const id = await arrived(bytes)
      const key = `originals/${sha256(bytes)}`
      await staging.promote(id, key, { mediaType: 'image/tiff' })
      await staging.promote(id, key, { mediaType: 'image/tiff' })
      await staging.discard(id)
      await staging.promote(id, key, { mediaType: 'image/tiff' })
      expect(sha256(await buffer(await opened.storage.read(key)))).toBe(sha256(bytes))
      expect(await left(id)).toEqual([])
    })

    test('concurrent promotions to one key all succeed', async () => {
      const bytes = randomBytes(2 * MIB)
      const ids = [await arrived(bytes), await arrived(bytes)]
      const key = `originals/${sha256(bytes)}`
      await Promise.all([...ids, ...ids].map((id) => staging.promote(id, key, {})))
      expect(sha256(await buffer(await opened.storage.read(key)))).toBe(sha256(bytes))
    })

    test.each([
      ['created', 1000, 0],
      ['small and half received', 1000, 500],
      ['large and half received', 14 * MIB, 6 * MIB],
      ['complete', 1000, 1000],
    ])('discarding an upload that is %s leaves nothing behind, also when discarded twice', async (_, length, sent) => {
      const id = await begin(length)
      if (sent) await write(id, randomBytes(sent), 0)
      expect(await left(id)).not.toEqual([])
      await staging.discard(id)
      await staging.discard(id)
      expect(await left(id)).toEqual([])
      await expect(staging.store.getUpload(id)).rejects.toThrow()
    })

    test('listStale returns uploads without new bytes since the date, complete or not, and no objects', async () => {
      const past = new Date(Date.now() - 60_000)
      const ids = [await begin(10), await arrived(randomBytes(10)), await arrived(randomBytes(10 * MIB))]
      const object = randomUUID()
      await opened.storage.put(object, Readable.from([Buffer.from('x')]), {})
      const stale = await staging.listStale(later())
      expect(ids.filter((id) => !stale.includes(id))).toEqual([])
      expect(stale.filter((id) => id.includes('/'))).toEqual([])
      expect((await staging.listStale(past)).filter((id) => ids.includes(id))).toEqual([])
      for (const id of ids) await staging.discard(id)
      expect((await staging.listStale(later())).filter((id) => ids.includes(id))).toEqual([])
    })

    test('an unknown upload is missing, and ids with path traversal are refused', async () => {
      const id = randomBytes(24).toString('base64url')
      const missing = expect.objectContaining({ name: 'StorageError', code: 'missing' })
      await expect(staging.read(id)).rejects.toEqual(missing)
      await expect(staging.promote(id, `originals/${randomUUID()}`, {})).rejects.toEqual(missing)
      const bad = expect.objectContaining({ name: 'StorageError', code: 'bad_key' })
      for (const climbing of ['../../../../../../../etc/passwd', 'originals/aaaaaaaaaaaaaaaaaaaaaaaa', '']) {
        await expect(staging.read(climbing)).rejects.toEqual(bad)
        await expect(staging.discard(climbing)).rejects.toEqual(bad)
        await expect(staging.promote(climbing, 'originals/a', {})).rejects.toEqual(bad)
      }
    })
  })
}
