import { randomUUID } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { s3Storage } from '~/platform/storage/s3.server'
import { s3Client } from '~/platform/storage/s3-client.server'
import type { S3Config } from '~/platform/storage/s3-config'
import { openBucketReader } from '~/platform/storage/s3-prefix.server'
import { s3Staging } from '~/platform/storage/staging-s3.server'

/** The S3 server named by the environment, which tests/support/s3.sh sets. */
export const s3Endpoint = process.env.VITRINE_TEST_S3

export const s3ConfigFor = (bucket: string): S3Config => ({
  ...{ endpoint: s3Endpoint, region: 'us-east-1', bucket, forcePathStyle: true },
  accessKeyId: process.env.VITRINE_TEST_S3_KEY,
  secretAccessKey: process.env.VITRINE_TEST_S3_SECRET,
})

/** The environment of a product whose bucket for imports, or for its objects, this is. */
export const importVariables = ({
  endpoint,
  bucket,
  accessKeyId,
  secretAccessKey,
}: S3Config): Record<string, string> => ({
  ...{ S3_ENDPOINT: endpoint ?? '', IMPORT_S3_BUCKET: bucket },
  ...{ S3_ACCESS_KEY_ID: accessKeyId ?? '', S3_SECRET_ACCESS_KEY: secretAccessKey ?? '' },
})

/** Creates a bucket; `close` removes it with its objects. */
export async function openBucket(settings: Partial<S3Config> = {}) {
  const config = { ...s3ConfigFor(`vitrine-${randomUUID()}`), ...settings }
  const client = s3Client(config)
  const Bucket = config.bucket
  await client.send(new CreateBucketCommand({ Bucket }))
  const storage = s3Storage(config)
  return {
    ...{ config, client, storage, staging: s3Staging(config, storage) },
    /** Stores objects under any keys. */
    putAll: (objects: Iterable<[Key: string, Body: Buffer | string]>) =>
      manyAtOnce(objects, ([Key, Body]) => client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    leftovers: async () => {
      const { objects, uploads } = await contentsOf(client, config)
      return [...objects, ...uploads.map(({ Key, UploadId }) => `${Key} ${UploadId}`)].sort()
    },
    close: async () => {
      const { objects, uploads } = await contentsOf(client, config)
      for (const upload of uploads) await client.send(new AbortMultipartUploadCommand({ Bucket, ...upload }))
      await manyAtOnce(objects, (Key) => client.send(new DeleteObjectCommand({ Bucket, Key })))
      await client.send(new DeleteBucketCommand({ Bucket }))
      client.destroy()
    },
  }
}

async function contentsOf(client: S3Client, config: S3Config) {
  const objects: string[] = []
  const reader = openBucketReader(config)
  for await (const { key } of reader.objects('')) objects.push(key)
  reader.close()
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: config.bucket }))
  return { objects, uploads: Uploads.map(({ Key, UploadId }) => ({ Key: Key!, UploadId: UploadId! })) }
}

/** Does `work` with each, sixteen at once. */
export async function manyAtOnce<T>(all: Iterable<T>, work: (each: T) => Promise<unknown>): Promise<void> {
  const queue = [...all].values()
  const some = async () => {
    for (const each of queue) await work(each)
  }
  await Promise.all(Array.from({ length: 16 }, some))
}
