import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MIB, type OpenedStorage, sha256 } from './storage-conformance'

/** Tests of multipart uploads that every object store must pass. */
export function conformsInParts(name: string, open: () => Promise<OpenedStorage>): void {
  describe(name, () => {
    let opened: OpenedStorage
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())

    const parts = [randomBytes(5 * MIB), randomBytes(6 * MIB), randomBytes(1000)]
    const begin = async () => {
      const key = `test/${randomUUID()}`
      const uploadId = await opened.storage.startMultipart(key, { mediaType: 'image/tiff' })
      const send = async (partNumber: number, bytes = parts[partNumber - 1]!) => {
        const body = Readable.from([bytes], { objectMode: false })
        return { partNumber, etag: await opened.storage.putPart(key, uploadId, partNumber, body, bytes.length) }
      }
      return { key, uploadId, send }
    }

    test('a multipart upload joins parts sent in any order by their numbers', async () => {
      const { key, uploadId, send } = await begin()
      const sent = [await send(3), await send(1), await send(2)]
      expect(await opened.storage.head(key)).toBeUndefined()
      await opened.storage.completeMultipart(key, uploadId, sent)
      expect(sha256(await buffer(await opened.storage.read(key)))).toBe(sha256(Buffer.concat(parts)))
      expect((await opened.leftovers()).filter((name) => name.includes(uploadId))).toEqual([])
    })

    test('a multipart upload replaces a part that is sent again', async () => {
      const { key, uploadId, send } = await begin()
      await send(1, randomBytes(5 * MIB))
      await opened.storage.completeMultipart(key, uploadId, [await send(1), await send(2)])
      const joined = Buffer.concat(parts.slice(0, 2))
      expect(sha256(await buffer(await opened.storage.read(key)))).toBe(sha256(joined))
    })

    test('a multipart upload is not completed when a part was never sent', async () => {
      const { key, uploadId, send } = await begin()
      const first = await send(1)
      const missing = { partNumber: 2, etag: first.etag }
      await expect(opened.storage.completeMultipart(key, uploadId, [first, missing])).rejects.toThrow()
      expect(await opened.storage.head(key)).toBeUndefined()
    })

    test('an aborted multipart upload leaves nothing behind, also when aborted twice', async () => {
      const before = await opened.leftovers()
      const { key, uploadId, send } = await begin()
      await send(1)
      expect(await opened.leftovers()).not.toEqual(before)
      await opened.storage.abortMultipart(key, uploadId)
      await opened.storage.abortMultipart(key, uploadId)
      expect(await opened.storage.head(key)).toBeUndefined()
      expect((await opened.leftovers()).filter((name) => name.includes(uploadId))).toEqual([])
      await expect(send(2)).rejects.toEqual(expect.objectContaining({ name: 'StorageError' }))
    })
  })
}
