import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unlessAbsent } from '~/platform/files/file-errors'
import { type ReadOptions, type Storage, StorageError } from '~/platform/storage'
import { objectFile, renameDurably, sync } from './disk-files.server'
import { listFolders } from './disk-list.server'

/** Large enough for few event loop turns per file, small enough that eight concurrent reads use 4 MiB. */
const CHUNK = 512 * 1024

/**
 * Returns an object store of files in `root`. Objects are written to a temporary file, synced and renamed, so that none
 * is ever visible incomplete.
 */
export function diskStorage(root: string): Storage {
  const put: Storage['put'] = async (key, body, { size, signal }) => {
    const folder = path.join(root, 'tmp')
    const file = path.join(folder, randomUUID())
    try {
      const target = objectFile(root, key)
      await mkdir(folder, { recursive: true })
      await pipeline(body, createWriteStream(file, { flush: true }), { signal })
      if (size !== undefined && (await stat(file)).size !== size) throw new StorageError('unavailable', key)
      await renameDurably(file, target)
    } catch (error) {
      body.destroy()
      await rm(file, { force: true })
      throw error
    }
  }
  return {
    kind: 'disk',
    put,
    async adopt(localPath, key) {
      const target = objectFile(root, key)
      await sync(localPath)
      try {
        await renameDurably(localPath, target)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
        const source = await open(localPath)
        await put(key, source.createReadStream(), {})
        await rm(localPath, { force: true })
      }
    },
    async read(key, options) {
      return streamOf(await openObject(root, key), key, options)
    },
    async readSmall(key, maxBytes, signal) {
      signal?.throwIfAborted()
      const handle = await openObject(root, key)
      try {
        const { size } = await handle.stat()
        if (size > maxBytes) throw new StorageError('bad_range', key)
        return await handle.readFile()
      } finally {
        await handle.close()
      }
    },
    async head(key) {
      const found = await stat(objectFile(root, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw new StorageError('unavailable', key, { cause: error })
      })
      return found && { size: found.size }
    },
    async localPath(key) {
      return objectFile(root, key)
    },
    signedUrl: async () => undefined,
    async delete(key) {
      await rm(objectFile(root, key), { force: true })
    },
    list: (after) => listFolders(path.join(root, 'objects'), after),
    async discardUnfinished(_ours, before) {
      const folder = path.join(root, 'tmp')
      let discarded = 0
      for (const name of await readdir(folder).catch(unlessAbsent<string[]>([]))) {
        const found = await stat(path.join(folder, name)).catch(unlessAbsent(undefined))
        if (!found || found.mtime >= before) continue
        await rm(path.join(folder, name), { force: true })
        discarded++
      }
      return discarded
    },
  }
}

async function openObject(root: string, key: string): Promise<FileHandle> {
  try {
    return await open(objectFile(root, key))
  } catch (error) {
    if (error instanceof StorageError) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new StorageError(missing ? 'missing' : 'unavailable', key, { cause: error })
  }
}

async function streamOf(handle: FileHandle, key: string, { range, signal }: ReadOptions = {}): Promise<Readable> {
  const { size } = await handle.stat()
  const outside = range && (range.start < 0 || range.start > range.end || range.end >= size)
  if (outside || size === 0 || signal?.aborted) {
    await handle.close()
    signal?.throwIfAborted()
    if (outside) throw new StorageError('bad_range', key)
    return Readable.from([])
  }
  const stream = handle.createReadStream({ ...range, highWaterMark: CHUNK, signal })
  // Without a listener, an abort after the consumer has detached would end the process.
  stream.on('error', () => {})
  return stream
}
