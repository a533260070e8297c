import type { Readable } from 'node:stream'
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { explained, s3Client } from './s3-client.server'
import type { S3Config } from './s3-config'

/** An object of somebody's bucket, whose key may be any text. */
export interface S3Found {
  key: string
  byteSize: number
}

/** Yields the objects whose keys begin with `prefix`, in pages of a thousand; throws StorageError `unavailable`. */
export async function* objectsUnder(config: S3Config, prefix: string): AsyncGenerator<S3Found> {
  const client = s3Client(config)
  try {
    let token: string | undefined
    do {
      const page = await explained(
        prefix,
        client.send(new ListObjectsV2Command({ Bucket: config.bucket, Prefix: prefix, ContinuationToken: token })),
      )
      for (const { Key, Size } of page.Contents ?? []) if (Key) yield { key: Key, byteSize: Size ?? 0 }
      token = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (token)
  } finally {
    client.destroy()
  }
}

/** Opens objects of a bucket for reading; throws StorageError `missing` for one that is gone. */
export function openBucketReader(config: S3Config): { read: (key: string) => Promise<Readable>; close: () => void } {
  const client = s3Client(config)
  return {
    read: async (key) => {
      const { Body } = await explained(key, client.send(new GetObjectCommand({ Bucket: config.bucket, Key: key })))
      return Body as Readable
    },
    close: () => client.destroy(),
  }
}
