import { type PutObjectCommandInput, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { type Outage, StorageError } from '~/platform/storage'
import type { S3Config } from './s3-config'

/** Request timeout: enough for a part of 8 MiB at a quarter of a megabit per second. */
const PATIENCE_MS = 5 * 60_000

/** Returns client settings for a store; stores other than Amazon's do not support trailing checksums. */
export const s3Settings = (config: S3Config): S3ClientConfig => ({
  endpoint: config.endpoint,
  region: config.region,
  forcePathStyle: config.forcePathStyle,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: PATIENCE_MS,
    throwOnRequestTimeout: true,
    // Each download holds a socket for as long as its visitor reads; with the default of 50, slow visitors would block
    // all others.
    httpAgent: { maxSockets: 512 },
    httpsAgent: { maxSockets: 512 },
  },
  ...(config.accessKeyId && config.secretAccessKey
    ? { credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey } }
    : {}),
})

export const s3Client = (config: S3Config): S3Client => new S3Client(s3Settings(config))

/** Returns how objects are encrypted and stored, for every request that begins one: put, copy and multipart upload. */
export const writeSettings = ({
  encryption,
  kmsKeyId,
  storageClass,
}: S3Config): Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'StorageClass'> => ({
  ...(encryption && { ServerSideEncryption: encryption }),
  ...(encryption === 'aws:kms' && kmsKeyId && { SSEKMSKeyId: kmsKeyId }),
  ...(storageClass && { StorageClass: storageClass }),
})

/** Waits for `work`; turns the store's errors into StorageError, except an AbortError, which is rethrown. */
export async function explained<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) throw error
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
    if (name === 'AbortError') throw error
    const status = $metadata?.httpStatusCode
    const code = codeOf(name, status)
    throw new StorageError(code, key, {
      cause: error,
      outage: code === 'unavailable' ? outageOf(name, status) : undefined,
    })
  }
}

/** A missing bucket is an error of the installation, not a missing object; only the answer to HEAD does not tell them apart. */
const NO_BUCKET = ['NoSuchBucket', 'InvalidBucketName']

function codeOf(name = '', status: number | undefined): StorageError['code'] {
  if (NO_BUCKET.includes(name)) return 'unavailable'
  if (name === 'InvalidObjectState') return 'archived'
  if (status === 404) return 'missing'
  return status === 416 ? 'bad_range' : 'unavailable'
}

function outageOf(name = '', status: number | undefined): Outage {
  if (NO_BUCKET.includes(name)) return 'no_bucket'
  return status === 401 || status === 403 || name === 'CredentialsProviderError' ? 'denied' : 'no_answer'
}
