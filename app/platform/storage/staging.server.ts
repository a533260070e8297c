import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { FileStore } from '@tus/file-store'
import { S3Store } from '@tus/s3-store'
import type { DataStore } from '@tus/server'
import { type Storage, StorageError } from '~/platform/storage'
import { withDownloaded } from './local-copy.server'
import { s3Settings } from './s3.server'
import type { S3Config } from './s3-config'

/** Where uploads lie until the house has looked at them; nothing here is ever served. */
export interface Staging {
  /** Where tus keeps what has come so far. */
  store: DataStore
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

const ID = /^[A-Za-z0-9_-]{22,}$/

/** Staging as files in one folder, on the same disk as the objects. */
export function diskStaging(root: string, storage: Storage): Staging {
  const fileOf = (id: string) => {
    if (!ID.test(id)) throw new StorageError('bad_key', id)
    return path.join(root, id)
  }
  const aside = path.join(root, 'promoting')
  return {
    store: new FileStore({ directory: root }),
    async read(id) {
      const file = fileOf(id)
      await stat(file).catch((error) => {
        throw new StorageError('missing', id, { cause: error })
      })
      return createReadStream(file, { highWaterMark: 1024 * 1024 })
    },
    withLocalFile: (id, work) => work(fileOf(id)),
    async promote(id, key, options) {
      if (await storage.head(key)) return
      await mkdir(aside, { recursive: true })
      const second = path.join(aside, id)
      await rm(second, { force: true })
      // A second name for the same bytes costs nothing, and the first stays until the rows are committed.
      await link(fileOf(id), second).catch(() => copyFile(fileOf(id), second))
      await storage.adopt(second, key, options)
    },
    async discard(id) {
      await rm(fileOf(id), { force: true })
      await rm(`${fileOf(id)}.json`, { force: true })
    },
    async listStale(before) {
      const names = (await readdir(root).catch(() => [])).filter((name) => ID.test(name))
      const times = await Promise.all(names.map(async (name) => (await stat(path.join(root, name))).mtime))
      return names.filter((_, index) => times[index]! < before)
    },
  }
}

/** Staging in the bucket of the objects; upload ids hold no slash, so they meet no object's key. */
export function s3Staging(config: S3Config, storage: Storage): Staging {
  const store = new S3Store({ s3ClientConfig: { ...s3Settings(config), bucket: config.bucket } })
  const client = new S3Client(s3Settings(config))
  const read = async (id: string) => (await store.read(id)) as Readable
  return {
    store,
    read,
    withLocalFile: (id, work) => withDownloaded(() => read(id), undefined, work),
    async promote(id, key, { mediaType }) {
      if (await storage.head(key)) return
      await client.send(
        new CopyObjectCommand({
          ...{ Bucket: config.bucket, Key: key, CopySource: `${config.bucket}/${id}` },
          ...{ ContentType: mediaType, MetadataDirective: 'REPLACE' },
        }),
      )
    },
    discard: (id) => store.remove(id).catch(() => {}),
    // Unfinished parts end by the bucket's own lifecycle rule; listing a bucket to find them would cost more than they do.
    listStale: async () => [],
  }
}
