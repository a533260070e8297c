import { randomUUID } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3'
import { s3Storage } from '~/platform/storage/s3.server'
import { s3Client } from '~/platform/storage/s3-client.server'
import type { S3Config } from '~/platform/storage/s3-config'
import { s3Staging } from '~/platform/storage/staging-s3.server'

/** The S3 server named by the environment, which tests/support/s3.sh sets. */
export const s3Endpoint = process.env.VITRINE_TEST_S3

export const s3ConfigFor = (bucket: string): S3Config => ({
  ...{ endpoint: s3Endpoint, region: 'us-east-1', bucket, forcePathStyle: true },
  accessKeyId: process.env.VITRINE_TEST_S3_KEY,
  secretAccessKey: process.env.VITRINE_TEST_S3_SECRET,
})

/** Creates a bucket; `close` removes it with its objects. */
export async function openBucket() {
  const config = s3ConfigFor(`vitrine-${randomUUID()}`)
  const client = s3Client(config)
  const Bucket = config.bucket
  await client.send(new CreateBucketCommand({ Bucket }))
  const storage = s3Storage(config)
  return {
    ...{ config, client, storage, staging: s3Staging(config, storage) },
    leftovers: async () => {
      const { objects, uploads } = await contentsOf(client, Bucket)
      return [...objects, ...uploads.map(({ Key, UploadId }) => `${Key} ${UploadId}`)].sort()
    },
    close: async () => {
      const { objects, uploads } = await contentsOf(client, Bucket)
      for (const upload of uploads) await client.send(new AbortMultipartUploadCommand({ Bucket, ...upload }))
      for (const Key of objects) await client.send(new DeleteObjectCommand({ Bucket, Key }))
      await client.send(new DeleteBucketCommand({ Bucket }))
      client.destroy()
    },
  }
}

async function contentsOf(client: S3Client, Bucket: string) {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
  return {
    objects: Contents.map(({ Key }) => Key!),
    uploads: Uploads.map(({ Key, UploadId }) => ({ Key: Key!, UploadId: UploadId! })),
  }
}
