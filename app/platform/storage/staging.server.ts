import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import type { DataStore } from '@tus/server'
import { unlessAbsent } from '~/platform/files/file-errors'
import { type Storage, StorageError } from '~/platform/storage'

/** Storage of uploads until they are inspected; nothing in it is ever served. */
export interface Staging {
  /** tus's store of the bytes received so far. */
  store: DataStore
  /** Returns all staged bytes; throws StorageError `missing` if nothing is staged. */
  read(id: string): Promise<Readable>
  /**
   * Calls `work` with a path to the upload's bytes: its own file if staged on disk, otherwise a copy that is removed
   * afterwards.
   */
  withLocalFile<T>(id: string, work: (localPath: string) => Promise<T>): Promise<T>
  /**
   * Stores the staged bytes under `key` in the object store, and keeps the staged upload; does nothing if the object
   * exists, unless `replaces` says that its bytes are wrong. Throws StorageError `missing`.
   */
  promote(id: string, key: string, options: { mediaType?: string; replaces?: boolean }): Promise<void>
  /** Removes what is staged; succeeds if nothing is. */
  discard(id: string): Promise<void>
  /** Returns the ids of uploads that received nothing since `before`. */
  listStale(before: Date): Promise<string[]>
}

const ID = /^[A-Za-z0-9_-]{22,200}$/

/**
 * Returns whether text can be an upload's id: it has no slash and no dot, so it never equals an object's key or the
 * name of another upload's metadata.
 */
export const isUploadId = (id: string): boolean => ID.test(id)

/** Throws StorageError `bad_key` for anything but an upload's id. */
export function requireUploadId(id: string): void {
  if (!isUploadId(id)) throw new StorageError('bad_key', id)
}

/** Returns staging in one folder, on the same disk as the objects. */
export function diskStaging(root: string, storage: Storage): Staging {
  const fileOf = (id: string) => {
    requireUploadId(id)
    return path.join(root, id)
  }
  const noteOf = (id: string) => `${fileOf(id)}.json`
  const aside = path.join(root, 'promoting')
  return {
    store: new FileStore({ directory: root }),
    async read(id) {
      const handle = await open(fileOf(id)).catch((error) => {
        throw missing(id, error)
      })
      return handle.createReadStream({ highWaterMark: 1024 * 1024 })
    },
    withLocalFile: async (id, work) => work(fileOf(id)),
    async promote(id, key, options) {
      const file = fileOf(id)
      if (!options.replaces && (await storage.head(key))) return
      await mkdir(aside, { recursive: true })
      const second = path.join(aside, `${id}.${randomUUID()}`)
      // A hard link costs nothing, and the staged file stays until the rows are committed.
      await link(file, second)
        // Some file systems have no hard links; for any other error, copying fails too.
        .catch(() => copyFile(file, second))
        .catch((error) => {
          throw missing(id, error)
        })
      await storage.adopt(second, key, options)
    },
    async discard(id) {
      await rm(fileOf(id), { force: true })
      await rm(noteOf(id), { force: true })
      // Left over from a process that died while promoting.
      for (const name of await readdir(aside).catch(unlessAbsent<string[]>([]))) {
        if (name.startsWith(`${id}.`)) await rm(path.join(aside, name), { force: true })
      }
    },
    async listStale(before) {
      const names = await readdir(root).catch(unlessAbsent<string[]>([]))
      // Only the metadata file is left if a process died between the two removals.
      const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter(isUploadId)
      const last = await Promise.all(ids.map(async (id) => (await changedAt(fileOf(id))) ?? changedAt(noteOf(id))))
      return ids.filter((_, index) => last[index] && last[index] < before)
    },
  }
}

/** Returns when a file was last written; undefined if it was removed meanwhile. */
const changedAt = (file: string): Promise<Date | undefined> =>
  stat(file).then(({ mtime }) => mtime, unlessAbsent(undefined))

function missing(id: string, error: NodeJS.ErrnoException): StorageError {
  return new StorageError(error.code === 'ENOENT' ? 'missing' : 'unavailable', id, { cause: error })
}
