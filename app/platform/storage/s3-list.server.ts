import { ListMultipartUploadsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import type { ListedObject } from '~/platform/storage'
import { explained } from './s3-client.server'

interface Place {
  bucket: string
  prefix?: string
  /** The last key of the page before, or the token that it gave. */
  after?: string
  token?: string
}

/**
 * Returns a page of at most a thousand objects of a bucket, with the token of the next one; throws StorageError `unavailable`.
 * Keys are asked for as parts of a URL, since XML cannot hold every character of a key.
 */
export async function listPage(
  client: S3Client,
  { bucket, prefix, after, token }: Place,
  signal?: AbortSignal,
): Promise<{ objects: ListedObject[]; token: string | undefined }> {
  const page = await explained(
    prefix ?? '',
    client.send(
      new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix: prefix || undefined, EncodingType: 'url' },
        ...{ StartAfter: after || undefined, ContinuationToken: token },
      }),
      { abortSignal: signal },
    ),
  )
  const keyOf = page.EncodingType === 'url' ? decoded : (key: string) => key
  const objects = (page.Contents ?? []).map(({ Key = '', Size = 0, LastModified }) => ({
    ...{ key: keyOf(Key), size: Size, changedAt: LastModified ?? new Date() },
  }))
  return { objects, token: page.IsTruncated ? page.NextContinuationToken : undefined }
}

/** A multipart upload that has not ended. */
export interface UnfinishedUpload {
  key: string
  uploadId: string
  begunAt: Date
}

/** Yields the multipart uploads of a bucket that have not ended; throws StorageError `unavailable`. */
export async function* unfinishedUploads(client: S3Client, bucket: string): AsyncGenerator<UnfinishedUpload> {
  let after: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
  while (after) {
    const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({ Bucket: bucket, ...after })
    const page = await explained(bucket, client.send(command))
    for (const { Key = '', UploadId = '', Initiated = new Date() } of page.Uploads ?? [])
      yield { key: Key, uploadId: UploadId, begunAt: Initiated }
    const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
    after = IsTruncated ? { KeyMarker, UploadIdMarker } : undefined
  }
}

/** Servers write a space as `+` or `%20`, and a plus sign as `%2B`. */
const decoded = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '))
