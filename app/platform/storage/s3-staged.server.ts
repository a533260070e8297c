import {
  AbortMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  type ListPartsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { StorageError } from '~/platform/storage'
import { explained } from './s3-client.server'
import { isUploadId } from './staging.server'

/** Ends the multipart upload of an upload that was begun; one that has ended is left as it is. */
export async function abortMultipart(client: S3Client, bucket: string, id: string): Promise<void> {
  const UploadId = await findMultipart(client, bucket, id)
  if (!UploadId) return
  const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: id, UploadId })
  await unlessMissing(explained(id, client.send(command)))
}

/**
 * Returns when anything of each upload was last stored, by upload id. Lists only names without a slash, which skips the
 * installation's objects: those all have a prefix.
 */
export async function lastChanges(client: S3Client, bucket: string): Promise<Map<string, Date>> {
  const changes = new Map<string, Date>()
  let ContinuationToken: string | undefined
  do {
    const page = client.send(new ListObjectsV2Command({ Bucket: bucket, Delimiter: '/', ContinuationToken }))
    const { Contents = [], NextContinuationToken } = await explained(bucket, page)
    for (const { Key = '', LastModified = new Date() } of Contents) {
      const id = Key.replace(/\.(info|part)$/, '')
      const known = changes.get(id)
      if (isUploadId(id) && (!known || known < LastModified)) changes.set(id, LastModified)
    }
    ContinuationToken = NextContinuationToken
  } while (ContinuationToken)
  return changes
}

/** Returns when the last part of an unfinished upload was stored; undefined if it is finished or has no parts. */
export async function lastPart(client: S3Client, bucket: string, id: string): Promise<Date | undefined> {
  const UploadId = await findMultipart(client, bucket, id)
  if (!UploadId) return undefined
  let last: Date | undefined
  let PartNumberMarker: string | undefined
  do {
    const command = new ListPartsCommand({ Bucket: bucket, Key: id, UploadId, PartNumberMarker })
    const page: ListPartsCommandOutput | undefined = await unlessMissing(explained(id, client.send(command)))
    for (const { LastModified } of page?.Parts ?? [])
      if (LastModified && (!last || last < LastModified)) last = LastModified
    PartNumberMarker = page?.IsTruncated ? page.NextPartNumberMarker : undefined
  } while (PartNumberMarker)
  return last
}

/**
 * Returns the id of an upload's S3 multipart upload, from its metadata object; undefined if there is none. It may have
 * ended since.
 */
export async function findMultipart(client: S3Client, bucket: string, id: string): Promise<string | undefined> {
  const head = client.send(new HeadObjectCommand({ Bucket: bucket, Key: `${id}.info` }))
  return (await unlessMissing(explained(id, head)))?.Metadata?.['upload-id']
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError && error.code === 'missing') return undefined
    throw error
  }
}
