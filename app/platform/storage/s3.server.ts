import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type ByteRange, type Storage, StorageError } from '~/platform/storage'
import { requireKey } from './keys'
import { explained, s3Client, writeSettings } from './s3-client.server'
import type { S3Config } from './s3-config'
import { listPage, unfinishedUploads } from './s3-list.server'
import { findMultipart } from './s3-staged.server'
import { isUploadId } from './staging.server'

const LONGEST_URL_SECONDS = 60
const PART = 8 * 1024 * 1024
/** S3 allows 10,000 parts; the reserve covers a `size` that was stated too small. */
const MOST_PARTS = 9_000

/** Returns an object store in a bucket of any S3-compatible service. */
export function s3Storage(config: S3Config): Storage {
  const client = s3Client(config)
  const at = (key: string) => {
    requireKey(key)
    return { Bucket: config.bucket, Key: key }
  }
  const put: Storage['put'] = async (key, body, { size, mediaType, signal }) => {
    // An abort ends `source` at once, even if `body` is slow to end. The upload then fails like one whose source broke,
    // and removes its uploaded parts before it rejects.
    const source = new PassThrough()
    const flowing = pipeline(body, source, { signal }).catch(() => {})
    try {
      const params = {
        ...at(key),
        Body: Readable.from(exactly(key, source, size)),
        ContentType: mediaType,
        ...writeSettings(config),
      }
      signal?.throwIfAborted()
      const partSize = Math.max(PART, Math.ceil((size ?? 0) / MOST_PARTS))
      await explained(key, new Upload({ client, params, partSize, queueSize: 3 }).done())
    } finally {
      source.destroy()
      await flowing
    }
  }
  const get = async (key: string, range?: ByteRange, signal?: AbortSignal) => {
    if (range && (range.start < 0 || range.start > range.end)) throw new StorageError('bad_range', key)
    const Range = range && `bytes=${range.start}-${range.end}`
    const sent = client.send(new GetObjectCommand({ ...at(key), Range }), { abortSignal: signal })
    const { Body, ContentLength } = await explained(key, sent)
    const body = Body as Readable
    body.on('error', () => {})
    const abort = () => body.destroy(new DOMException('aborted', 'AbortError'))
    signal?.addEventListener('abort', abort)
    body.once('close', () => signal?.removeEventListener('abort', abort))
    if (signal?.aborted) abort()
    return { body, length: ContentLength ?? 0 }
  }
  /** Whether a staged upload has lost its process before its metadata were stored, so that the sweep of uploads cannot find it. */
  const isStagedAlone = async (key: string) => isUploadId(key) && !(await findMultipart(client, config.bucket, key))
  return {
    kind: 's3',
    put,
    async adopt(localPath, key, { mediaType }) {
      at(key)
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
      return explained(key, wholeOf(body))
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
    async signedUrl(key, { expiresInSeconds }) {
      const expiresIn = Math.min(Math.max(1, Math.floor(expiresInSeconds)), LONGEST_URL_SECONDS)
      return getSignedUrl(client, new GetObjectCommand(at(key)), { expiresIn })
    },
    async delete(key) {
      await explained(key, client.send(new DeleteObjectCommand(at(key))))
    },
    async list(after) {
      const { objects, token } = await listPage(client, { bucket: config.bucket, after })
      // Staged uploads have no folder.
      return { objects: objects.filter(({ key }) => key.includes('/')), next: token && objects.at(-1)?.key }
    },
    async discardUnfinished(ours, before) {
      let discarded = 0
      for await (const { key, uploadId, begunAt } of unfinishedUploads(client, config.bucket)) {
        if (begunAt >= before || !(ours.test(key) || (await isStagedAlone(key)))) continue
        const upload = { Bucket: config.bucket, Key: key, UploadId: uploadId }
        await explained(key, client.send(new AbortMultipartUploadCommand(upload)))
        discarded++
      }
      return discarded
    },
  }
}

/** Yields the stream; throws at its end if it was not `size` bytes long, so that the object is never completed. */
async function* exactly(key: string, body: Readable, size: number | undefined): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const chunk of body) {
    seen += chunk.length
    yield chunk
  }
  if (size !== undefined && seen !== size) throw new StorageError('unavailable', key)
}

async function wholeOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
