import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Storage, StorageError } from '~/platform/storage'
import { requireKey } from './keys'

type Multipart = Pick<Storage, 'startMultipart' | 'putPart' | 'completeMultipart' | 'abortMultipart'>

/** Multipart uploads on disk: parts as files in a folder of their own, joined through `put`. */
export function diskMultipart(root: string, put: Storage['put']): Multipart {
  const folderOf = (key: string, uploadId: string) => {
    requireKey(key)
    if (!/^[0-9a-f-]{36}$/.test(uploadId)) throw new StorageError('missing', key)
    return path.join(root, 'multipart', uploadId)
  }
  const partOf = (folder: string, number: number) => path.join(folder, String(number))
  return {
    async startMultipart(key) {
      const uploadId = randomUUID()
      await mkdir(folderOf(key, uploadId), { recursive: true })
      return uploadId
    },
    async putPart(key, uploadId, partNumber, body) {
      const hash = createHash('md5')
      const note = async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk)
          yield chunk
        }
      }
      await pipeline(body, note, createWriteStream(partOf(folderOf(key, uploadId), partNumber), { flush: true }))
      return hash.digest('hex')
    },
    async completeMultipart(key, uploadId, parts) {
      const folder = folderOf(key, uploadId)
      const there = new Set(await readdir(folder).catch(() => []))
      if (parts.some((part) => !there.has(String(part.partNumber)))) throw new StorageError('missing', key)
      const joined = async function* () {
        for (const { partNumber } of parts) yield* createReadStream(partOf(folder, partNumber))
      }
      await put(key, Readable.from(joined()), {})
      await rm(folder, { recursive: true, force: true })
    },
    async abortMultipart(key, uploadId) {
      await rm(folderOf(key, uploadId), { recursive: true, force: true })
    },
  }
}
