import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { type Storage, StorageError } from '~/platform/storage'
import { explained } from './s3-client.server'

type Multipart = Pick<Storage, 'startMultipart' | 'putPart' | 'completeMultipart' | 'abortMultipart'>
type At = (key: string) => { Bucket: string; Key: string }

/** Multipart uploads of S3; `at` names the object of a key. */
export function s3Multipart(client: S3Client, at: At): Multipart {
  return {
    async startMultipart(key, { mediaType }) {
      const command = new CreateMultipartUploadCommand({ ...at(key), ContentType: mediaType })
      const { UploadId } = await explained(key, client.send(command))
      return UploadId!
    },
    async putPart(key, uploadId, partNumber, body, size) {
      const part = { UploadId: uploadId, PartNumber: partNumber, Body: body, ContentLength: size }
      const { ETag } = await explained(key, client.send(new UploadPartCommand({ ...at(key), ...part })))
      return ETag!
    },
    async completeMultipart(key, uploadId, parts) {
      // S3 answers InvalidPartOrder to any other order.
      const inOrder = [...parts].sort((a, b) => a.partNumber - b.partNumber)
      const Parts = inOrder.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }))
      const command = new CompleteMultipartUploadCommand({
        ...at(key),
        UploadId: uploadId,
        MultipartUpload: { Parts },
      })
      await explained(key, client.send(command))
    },
    async abortMultipart(key, uploadId) {
      const aborted = client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId: uploadId }))
      await explained(key, aborted).catch((error) => {
        // Already ended, one way or the other.
        if (!(error instanceof StorageError && error.code === 'missing')) throw error
      })
    },
  }
}
