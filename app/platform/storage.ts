import type { Readable } from 'node:stream'

/** First and last byte, both inclusive (RFC 9110, section 14.1.2). */
export interface ByteRange {
  start: number
  end: number
}

export interface ObjectHead {
  size: number
  mediaType?: string
}

export interface ReadOptions {
  range?: ByteRange
  signal?: AbortSignal
}

/** Thrown by every storage when it cannot answer; `missing` means the key holds no object. */
export class StorageError extends Error {
  constructor(
    readonly code: 'missing' | 'unavailable' | 'bad_key' | 'bad_range',
    readonly key: string,
    options?: ErrorOptions,
  ) {
    super(`storage ${code}: ${key}`, options)
    this.name = 'StorageError'
  }
}

/** The object store port. Keys are lower-case `[a-z0-9/._-]`, never derived from a client's file name. */
export interface Storage {
  readonly kind: 'disk' | 's3'
  /** Stores the stream under `key`; the object is visible only when whole, and survives a power cut once this resolves. */
  put(key: string, body: Readable, options: { size?: number; mediaType?: string; signal?: AbortSignal }): Promise<void>
  /** Moves a local file into the store (a rename on disk, a multipart upload on S3); the local file is gone afterwards. */
  adopt(localPath: string, key: string, options: { mediaType?: string }): Promise<void>
  /** The bytes as a stream that already has an `error` listener's worth of safety; StorageError `missing` before the first byte. */
  read(key: string, options?: ReadOptions): Promise<Readable>
  /** A whole small object in memory; refuses above `maxBytes`. For the batches of the ZIP sender and thumbnails. */
  readSmall(key: string, maxBytes: number, signal?: AbortSignal): Promise<Buffer>
  /** Where the bytes lie on this machine, to be read and never written; absent where they lie elsewhere. */
  localPath?(key: string): Promise<string | undefined>
  head(key: string): Promise<ObjectHead | undefined>
  /** A URL that reads the object for at most `expiresInSeconds` (capped at 60); undefined when the store cannot sign. */
  signedUrl(key: string, options: { expiresInSeconds: number }): Promise<string | undefined>
  delete(key: string): Promise<void>
}
