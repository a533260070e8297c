import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isAbsent } from '~/platform/files/file-errors'
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
  return {
    async startMultipart(key) {
      const uploadId = randomUUID()
      await mkdir(folderOf(key, uploadId), { recursive: true })
      return uploadId
    },
    async putPart(key, uploadId, partNumber, body, size) {
      const folder = folderOf(key, uploadId)
      await access(folder).catch((error) => {
        body.destroy()
        throw new StorageError(isAbsent(error) ? 'missing' : 'unavailable', key, { cause: error })
      })
      const hash = createHash('md5')
      let seen = 0
      const note = async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk)
          seen += chunk.length
          yield chunk
        }
      }
      // Written aside, so that a part sent again never joins the half of its first try.
      const aside = path.join(folder, `${partNumber}.${randomUUID()}`)
      try {
        await pipeline(body, note, createWriteStream(aside, { flush: true }))
        if (seen !== size) throw new StorageError('unavailable', key)
        await rename(aside, path.join(folder, String(partNumber)))
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
      return hash.digest('hex')
    },
    async completeMultipart(key, uploadId, parts) {
      const folder = folderOf(key, uploadId)
      const there = new Set(
        await readdir(folder).catch((error) => {
          if (isAbsent(error)) return []
          throw new StorageError('unavailable', key, { cause: error })
        }),
      )
      if (parts.some((part) => !there.has(String(part.partNumber)))) throw new StorageError('missing', key)
      const inOrder = parts.map((part) => part.partNumber).sort((a, b) => a - b)
      const joined = async function* () {
        for (const number of inOrder) yield* createReadStream(path.join(folder, String(number)))
      }
      await put(key, Readable.from(joined()), {})
      await rm(folder, { recursive: true, force: true })
    },
    async abortMultipart(key, uploadId) {
      await rm(folderOf(key, uploadId), { recursive: true, force: true })
    },
  }
}
