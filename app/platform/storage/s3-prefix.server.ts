import type { Readable } from 'node:stream'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { ListedObject } from '~/platform/storage'
import { explained, s3Settings } from './s3-client.server'
import type { S3Config } from './s3-config'
import { listPage } from './s3-list.server'

/** Milliseconds without a byte after which a transfer counts as broken. */
const SILENCE_MS = 60_000

/** A bucket of somebody's, whose keys may be any text. Throws StorageError. */
export interface BucketReader {
  /** Yields the objects whose keys begin with `prefix`, a page at a time. */
  objects: (prefix: string, signal?: AbortSignal) => AsyncGenerator<ListedObject>
  /** Returns the bytes of an object; `missing` for one that is gone. */
  read: (key: string) => Promise<Readable>
  close: () => void
}

/** Opens a bucket for reading what somebody has stored there. */
export function openBucketReader(config: S3Config, silenceMs = SILENCE_MS): BucketReader {
  const { bucket } = config
  const settings = s3Settings(config)
  const client = new S3Client({
    ...settings,
    requestHandler: { ...settings.requestHandler, socketTimeout: silenceMs },
  })
  return {
    async *objects(prefix, signal) {
      let token: string | undefined
      do {
        const page = await listPage(client, { bucket, prefix, token }, signal)
        yield* page.objects
        token = page.token
      } while (token)
    },
    read: async (key) => {
      const { Body } = await explained(key, client.send(new GetObjectCommand({ Bucket: bucket, Key: key })))
      return Body as Readable
    },
    close: () => client.destroy(),
  }
}
