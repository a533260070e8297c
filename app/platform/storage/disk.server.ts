import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ReadOptions, type Storage, StorageError } from '~/platform/storage'
import { diskMultipart } from './disk-multipart.server'
import { requireKey } from './keys'

/** Large enough that reading costs few turns of the loop, small enough that eight at once are 4 MiB. */
const CHUNK = 512 * 1024

/** Objects as files under `root`: written aside, made durable, then renamed into place, so none is ever half there. */
export function diskStorage(root: string): Storage {
  const fileOf = (key: string) => {
    requireKey(key)
    return path.join(root, 'objects', key)
  }
  const temporary = async () => {
    const folder = path.join(root, 'tmp')
    await mkdir(folder, { recursive: true })
    return path.join(folder, randomUUID())
  }
  const place = async (file: string, key: string) => {
    const target = fileOf(key)
    await mkdir(path.dirname(target), { recursive: true })
    await rename(file, target)
    await syncFolder(path.dirname(target))
  }
  const put: Storage['put'] = async (key, body, { size, signal }) => {
    fileOf(key)
    const file = await temporary()
    try {
      await pipeline(body, createWriteStream(file, { flush: true }), { signal })
      if (size !== undefined && (await stat(file)).size !== size) throw new StorageError('unavailable', key)
      await place(file, key)
    } catch (error) {
      await rm(file, { force: true })
      throw error
    }
  }
  return {
    kind: 'disk',
    put,
    async adopt(localPath, key) {
      fileOf(key)
      const handle = await open(localPath)
      await handle.sync().finally(() => handle.close())
      try {
        await place(localPath, key)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
        const source = await open(localPath)
        await put(key, source.createReadStream(), {})
        await rm(localPath, { force: true })
      }
    },
    async read(key, options) {
      return streamOf(await openObject(fileOf(key), key), key, options)
    },
    async readSmall(key, maxBytes, signal) {
      const handle = await openObject(fileOf(key), key)
      try {
        const { size } = await handle.stat()
        if (size > maxBytes) throw new StorageError('bad_range', key)
        signal?.throwIfAborted()
        const bytes = Buffer.allocUnsafe(size)
        const { bytesRead } = await handle.read(bytes, 0, size, 0)
        return bytesRead === size ? bytes : Buffer.from(await readFile(fileOf(key)))
      } finally {
        await handle.close()
      }
    },
    async head(key) {
      const found = await stat(fileOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw new StorageError('unavailable', key, { cause: error })
      })
      return found?.isFile() ? { size: found.size } : undefined
    },
    async localPath(key) {
      return fileOf(key)
    },
    signedUrl: async () => undefined,
    async delete(key) {
      await rm(fileOf(key), { force: true })
    },
    ...diskMultipart(root, put),
  }
}

async function openObject(file: string, key: string): Promise<FileHandle> {
  try {
    return await open(file)
  } catch (error) {
    const missing = ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
    throw new StorageError(missing ? 'missing' : 'unavailable', key, { cause: error })
  }
}

async function streamOf(handle: FileHandle, key: string, { range, signal }: ReadOptions = {}): Promise<Readable> {
  const { size } = await handle.stat()
  if (range && (range.start < 0 || range.start > range.end || range.end >= size)) {
    await handle.close()
    throw new StorageError('bad_range', key)
  }
  if (size === 0) {
    await handle.close()
    return Readable.from([])
  }
  const stream = handle.createReadStream({ ...range, highWaterMark: CHUNK, signal: signal ?? undefined })
  // An abort after the last listener has gone would otherwise end the process.
  stream.on('error', () => {})
  return stream
}

/** Makes a rename survive a power cut (fsync(2): the folder has to be synced as well). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
