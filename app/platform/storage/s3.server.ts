import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type ByteRange, type Storage, StorageError } from '~/platform/storage'
import { requireKey } from './keys'
import type { S3Config } from './s3-config'

const LONGEST_URL_SECONDS = 60
const PART = 8 * 1024 * 1024

/** Settings of a client of this store; other stores than Amazon know no trailing checksums. */
export const s3Settings = (config: S3Config): S3ClientConfig => ({
  endpoint: config.endpoint,
  region: config.region,
  forcePathStyle: config.forcePathStyle,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  ...(config.accessKeyId && config.secretAccessKey
    ? { credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey } }
    : {}),
})

/** Objects in a bucket of any S3-compatible store. */
export function s3Storage(config: S3Config): Storage {
  const client = new S3Client(s3Settings(config))
  const at = (key: string) => {
    requireKey(key)
    return { Bucket: config.bucket, Key: key }
  }
  const put: Storage['put'] = async (key, body, { size, mediaType, signal }) => {
    let seen = 0
    body.on('data', (chunk: Buffer) => {
      seen += chunk.length
    })
    body.pause()
    const upload = new Upload({
      client,
      params: { ...at(key), Body: body, ContentType: mediaType },
      partSize: PART,
      queueSize: 3,
    })
    const abort = () => void upload.abort()
    signal?.addEventListener('abort', abort)
    body.once('error', abort)
    try {
      signal?.throwIfAborted()
      await explained(key, upload.done())
      if (size !== undefined && seen !== size) {
        await client.send(new DeleteObjectCommand(at(key)))
        throw new StorageError('unavailable', key)
      }
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }
  const get = async (key: string, range?: ByteRange, signal?: AbortSignal) => {
    if (range && range.start > range.end) throw new StorageError('bad_range', key)
    const Range = range && `bytes=${range.start}-${range.end}`
    const sent = client.send(new GetObjectCommand({ ...at(key), Range }), { abortSignal: signal })
    const { Body, ContentLength } = await explained(key, sent)
    const body = Body as Readable
    body.on('error', () => {})
    signal?.addEventListener('abort', () => body.destroy(), { once: true })
    return { body, length: ContentLength ?? 0 }
  }
  return {
    kind: 's3',
    put,
    async adopt(localPath, key, { mediaType }) {
      const { size } = await stat(localPath)
      await put(key, createReadStream(localPath), { size, mediaType })
      await rm(localPath, { force: true })
    },
    async read(key, { range, signal } = {}) {
      const { body, length } = await get(key, range, signal)
      if (!range || length === range.end - range.start + 1) return body
      body.destroy()
      throw new StorageError('bad_range', key)
    },
    async readSmall(key, maxBytes, signal) {
      const { body, length } = await get(key, undefined, signal)
      if (length > maxBytes) {
        body.destroy()
        throw new StorageError('bad_range', key)
      }
      const chunks: Buffer[] = []
      for await (const chunk of body) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    },
    async head(key) {
      try {
        const { ContentLength, ContentType } = await explained(key, client.send(new HeadObjectCommand(at(key))))
        return { size: ContentLength ?? 0, mediaType: ContentType }
      } catch (error) {
        if (error instanceof StorageError && error.code === 'missing') return undefined
        throw error
      }
    },
    signedUrl: (key, { expiresInSeconds }) =>
      getSignedUrl(client, new GetObjectCommand(at(key)), {
        expiresIn: Math.min(expiresInSeconds, LONGEST_URL_SECONDS),
      }),
    async delete(key) {
      await explained(key, client.send(new DeleteObjectCommand(at(key))))
    },
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
      const Parts = parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }))
      const command = new CompleteMultipartUploadCommand({
        ...at(key),
        UploadId: uploadId,
        MultipartUpload: { Parts },
      })
      await explained(key, client.send(command))
    },
    async abortMultipart(key, uploadId) {
      await explained(key, client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId: uploadId })))
    },
  }
}

/** What a store answers, in the words of the port. */
async function explained<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof StorageError) throw error
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
    if (name === 'AbortError') throw error
    const status = $metadata?.httpStatusCode
    const code = status === 404 ? 'missing' : status === 416 ? 'bad_range' : 'unavailable'
    throw new StorageError(code, key, { cause: error })
  }
}
