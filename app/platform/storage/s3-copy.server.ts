import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'

const GIB = 1024 ** 3
/**
 * Copies above this are made in parts. S3 copies up to 5 GB per request; this is a fifth, so that no request exceeds
 * the client's timeout.
 */
const PIECE = GIB

/** What is copied, and the type of the copy. */
export interface ObjectCopy {
  bucket: string
  from: string
  to: string
  mediaType: string | undefined
  /** Encryption and storage class of the copy. */
  settings?: Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'StorageClass'>
}

/**
 * Copies an object within the bucket, without transferring its bytes: in one request, or above `piece` bytes in parts.
 */
export async function copyObject(
  client: S3Client,
  { bucket: Bucket, from, to, mediaType, settings }: ObjectCopy,
  piece = PIECE,
): Promise<void> {
  const target = { Bucket, Key: to }
  const CopySource = `${Bucket}/${from}`
  const { ContentLength: size = 0, ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: from }))
  if (size <= piece) {
    const type = { ContentType: mediaType, ...settings, MetadataDirective: 'REPLACE' as const }
    await client.send(new CopyObjectCommand({ ...target, ...type, CopySource }))
    return
  }
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...target, ContentType: mediaType, ...settings }),
  )
  try {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = []
    for (const { PartNumber, range } of pieces(size, piece)) {
      const part = { UploadId, PartNumber, CopySource, CopySourceRange: range, CopySourceIfMatch: ETag }
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand({ ...target, ...part }))
      Parts.push({ PartNumber, ETag: CopyPartResult?.ETag })
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => {})
    throw error
  }
}

function* pieces(size: number, piece: number): Generator<{ PartNumber: number; range: string }> {
  for (let start = 0, PartNumber = 1; start < size; start += piece, PartNumber++) {
    yield { PartNumber, range: `bytes=${start}-${Math.min(start + piece, size) - 1}` }
  }
}
