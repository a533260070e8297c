import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import type { DataStore } from '@tus/server'
import { unlessAbsent } from '~/platform/files/file-errors'
import { type Storage, StorageError } from '~/platform/storage'

/** Where uploads lie until they are inspected; nothing here is ever served. */
export interface Staging {
  /** Where tus keeps what has come so far. */
  store: DataStore
  /** The staged bytes from the first; StorageError `missing` when nothing is staged. */
  read(id: string): Promise<Readable>
  /** Calls `work` with a path to the whole upload: the file itself on disk, else a copy that is removed afterwards. */
  withLocalFile<T>(id: string, work: (localPath: string) => Promise<T>): Promise<T>
  /** Puts the staged bytes under `key` in the object store; doing it twice is fine. The staged upload stays. */
  promote(id: string, key: string, options: { mediaType?: string }): Promise<void>
  /** Removes what is staged; nothing there is fine. */
  discard(id: string): Promise<void>
  /** Uploads nothing was added to since `before`. */
  listStale(before: Date): Promise<string[]>
}

const ID = /^[A-Za-z0-9_-]{22,200}$/

/** Whether this can be the id of an upload: no slash and no dot, so it meets no object's key and no note about another. */
export const isUploadId = (id: string): boolean => ID.test(id)

/** Passes for ids of uploads; throws StorageError `bad_key`. */
export function requireUploadId(id: string): void {
  if (!isUploadId(id)) throw new StorageError('bad_key', id)
}

/** Staging as files in one folder, on the same disk as the objects. */
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
      if (await storage.head(key)) return
      await mkdir(aside, { recursive: true })
      const second = path.join(aside, `${id}.${randomUUID()}`)
      // A second name for the same bytes costs nothing, and the first stays until the rows are committed.
      await link(file, second)
        // Some file systems know no second name; whatever else is wrong, the copy fails as well.
        .catch(() => copyFile(file, second))
        .catch((error) => {
          throw missing(id, error)
        })
      await storage.adopt(second, key, options)
    },
    async discard(id) {
      await rm(fileOf(id), { force: true })
      await rm(noteOf(id), { force: true })
      // What a process that died while promoting left behind.
      for (const name of await readdir(aside).catch(unlessAbsent<string[]>([]))) {
        if (name.startsWith(`${id}.`)) await rm(path.join(aside, name), { force: true })
      }
    },
    async listStale(before) {
      const names = await readdir(root).catch(unlessAbsent<string[]>([]))
      // The note alone is left when a process died between the two removals.
      const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter(isUploadId)
      const last = await Promise.all(ids.map(async (id) => (await changedAt(fileOf(id))) ?? changedAt(noteOf(id))))
      return ids.filter((_, index) => last[index] && last[index] < before)
    },
  }
}

/** When the file was last written to; nothing when it has gone meanwhile. */
const changedAt = (file: string): Promise<Date | undefined> =>
  stat(file).then(({ mtime }) => mtime, unlessAbsent(undefined))

function missing(id: string, error: NodeJS.ErrnoException): StorageError {
  return new StorageError(error.code === 'ENOENT' ? 'missing' : 'unavailable', id, { cause: error })
}
