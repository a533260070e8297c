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

/** Why a store as a whole fails: it refuses our keys or rights, has no such bucket, or does not answer as it should. */
export type Outage = 'denied' | 'no_bucket' | 'no_answer'

/**
 * Thrown by every storage: `missing` means that the key holds no object, `archived` that it has to be restored before it can be
 * read, `unavailable` that the store failed, on S3 with the reason.
 */
export class StorageError extends Error {
  readonly outage?: Outage
  constructor(
    readonly code: 'missing' | 'archived' | 'unavailable' | 'bad_key' | 'bad_range',
    readonly key: string,
    { outage, ...options }: ErrorOptions & { outage?: Outage } = {},
  ) {
    super(`storage ${code}${outage ? ` (${outage})` : ''}: ${key}`, options)
    this.name = 'StorageError'
    this.outage = outage
  }
}

/** An object as the store lists it. */
export interface ListedObject {
  key: string
  size: number
  changedAt: Date
}

/** A part of the list of all objects. */
export interface ObjectList {
  objects: ListedObject[]
  /** Where the next part begins; undefined after the last one. */
  next: string | undefined
}

/** The object store interface. Keys are lower-case `[a-z0-9/._-]`, never derived from a client's file name. */
export interface Storage {
  readonly kind: 'disk' | 's3'
  /** Stores a stream under `key`; the object becomes visible only when complete, and is durable once this resolves. */
  put(key: string, body: Readable, options: { size?: number; mediaType?: string; signal?: AbortSignal }): Promise<void>
  /** Moves a local file into the store (a rename on disk, an upload on S3); the local file is gone afterwards. */
  adopt(localPath: string, key: string, options: { mediaType?: string }): Promise<void>
  /**
   * Returns the bytes as a stream, on which an unhandled `error` event does not end the process. Throws StorageError
   * `missing` before the first byte.
   */
  read(key: string, options?: ReadOptions): Promise<Readable>
  /**
   * Returns a small object in memory; throws StorageError `bad_range` above `maxBytes`. For batches of the ZIP sender
   * and thumbnails.
   */
  readSmall(key: string, maxBytes: number, signal?: AbortSignal): Promise<Buffer>
  /**
   * Returns the object's path on this machine, for reading only; the method is absent if objects are not on local disk.
   */
  localPath?(key: string): Promise<string | undefined>
  head(key: string): Promise<ObjectHead | undefined>
  /**
   * Returns a URL that reads the object for `expiresInSeconds`, at most 60; undefined if the store cannot sign URLs.
   */
  signedUrl(key: string, options: { expiresInSeconds: number }): Promise<string | undefined>
  delete(key: string): Promise<void>
  /** Removes what is left of storing objects under keys of `ours` that began before `before` and never ended; returns how many. */
  discardUnfinished(ours: RegExp, before: Date): Promise<number>
  /** Returns some of the objects whose keys have a folder, in the store's own order, from `after`: a `next` or ''. */
  list(after: string): Promise<ObjectList>
}
