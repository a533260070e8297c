import type { Readable } from 'node:stream'
import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { S3Store } from '@tus/s3-store'
import { type Storage, StorageError } from '~/platform/storage'
import { withDownloaded } from './local-copy.server'
import { explained, s3Client, s3Settings, writeSettings } from './s3-client.server'
import type { S3Config } from './s3-config'
import { copyObject } from './s3-copy.server'
import { abortMultipart, lastChanges, lastPart } from './s3-staged.server'
import { requireUploadId, type Staging } from './staging.server'

/**
 * A cache that stores nothing: several processes receive parts of one upload, so a process's cached state may be
 * outdated.
 */
const FORGET = { get: async () => undefined, set: async () => {}, delete: async () => {} }

/** Encrypts what tus writes too, which has no setting for it. Staged bytes stay in the standard class, since they go soon. */
function encryptStaged(store: S3Store, config: S3Config): void {
  const { StorageClass: _, ...encryption } = writeSettings(config)
  const { client } = store as unknown as { client: S3Client }
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        next(
          /^(PutObject|CreateMultipartUpload)Command$/.test(commandName ?? '')
            ? { ...args, input: { ...args.input, ...encryption } }
            : args,
        ),
    { step: 'initialize', name: 'encryptStaged' },
  )
}

/** Whether a server cannot do what it was asked, as Ceph 16 cannot copy encrypted objects. */
const isUnimplemented = (error: unknown): boolean =>
  error instanceof StorageError && error.cause instanceof Error && error.cause.name === 'NotImplemented'

/** Returns staging in the bucket of the objects; upload ids contain no slash, so they never equal an object's key. */
export function s3Staging(config: S3Config, storage: Storage): Staging {
  const { bucket } = config
  const client = s3Client(config)
  const store = new S3Store({ s3ClientConfig: { ...s3Settings(config), bucket }, cache: FORGET })
  encryptStaged(store, config)
  const open = async (id: string) => {
    requireUploadId(id)
    const { Body, ContentLength } = await explained(id, client.send(new GetObjectCommand({ Bucket: bucket, Key: id })))
    return { body: Body as Readable, size: ContentLength }
  }
  const read = async (id: string) => (await open(id)).body
  return {
    store,
    read,
    withLocalFile: (id, work) => withDownloaded(() => read(id), undefined, work),
    async promote(id, key, { mediaType, replaces }) {
      requireUploadId(id)
      if (!replaces && (await storage.head(key))) return
      const settings = writeSettings(config)
      try {
        await explained(id, copyObject(client, { bucket, from: id, to: key, mediaType, settings }))
      } catch (error) {
        if (!isUnimplemented(error)) throw error
        const { body, size } = await open(id)
        await storage.put(key, body, { size, mediaType })
      }
    },
    async discard(id) {
      requireUploadId(id)
      await abortMultipart(client, bucket, id)
      // The metadata object is deleted last: by it, a later sweep finds a partly removed upload.
      for (const Key of [id, `${id}.part`, `${id}.info`]) {
        await explained(id, client.send(new DeleteObjectCommand({ Bucket: bucket, Key })))
      }
    },
    async listStale(before) {
      const stale: string[] = []
      for (const [id, at] of await lastChanges(client, bucket)) {
        if (at >= before) continue
        const part = await lastPart(client, bucket, id)
        if (!part || part < before) stale.push(id)
      }
      return stale
    },
  }
}
