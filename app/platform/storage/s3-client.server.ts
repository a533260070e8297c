import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { StorageError } from '~/platform/storage'
import type { S3Config } from './s3-config'

/** Long enough for a part of 8 MiB over a quarter of a megabit; a store that says nothing for longer is given up. */
const PATIENCE_MS = 5 * 60_000

/** Settings of a client of this store; other stores than Amazon know no trailing checksums. */
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
    // Every download holds one for as long as its visitor takes; the default of 50 would let slow visitors block everybody.
    httpAgent: { maxSockets: 512 },
    httpsAgent: { maxSockets: 512 },
  },
  ...(config.accessKeyId && config.secretAccessKey
    ? { credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey } }
    : {}),
})

/** A client of the store. */
export const s3Client = (config: S3Config): S3Client => new S3Client(s3Settings(config))

/** What a store answers, in the words of the port; an abort stays an AbortError. */
export async function explained<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) throw error
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
    if (name === 'AbortError') throw error
    throw new StorageError(codeOf(name, $metadata?.httpStatusCode), key, { cause: error })
  }
}

function codeOf(name: string | undefined, status: number | undefined): StorageError['code'] {
  // A bucket that is not there is a broken installation, not a missing object.
  if (name === 'NoSuchBucket') return 'unavailable'
  if (status === 404) return 'missing'
  return status === 416 ? 'bad_range' : 'unavailable'
}
