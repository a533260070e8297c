import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Storage, StorageError } from '~/platform/storage'
import type { ReferredObject } from './referred-objects.queries.server'

/** A limit of bytes per second over everything that is read with it. */
export interface Pace {
  /** Resolves when this many further bytes may be read; rejects when `signal` aborts. */
  take: (bytes: number, signal?: AbortSignal) => Promise<void>
}

/** Returns a pace; what was not read in time past is not made up for, beyond one second. */
export function openPace(bytesPerSecond: number): Pace {
  let freeAt = performance.now()
  return {
    take: async (bytes, signal) => {
      freeAt = Math.max(freeAt, performance.now() - 1000) + (bytes / bytesPerSecond) * 1000
      const wait = freeAt - performance.now()
      if (wait > 0) await sleep(wait, undefined, { signal })
    },
  }
}

/**
 * Reads an object and returns what is wrong with it: it is missing or archived, or its size or digest is another. Reads at once:
 * to HEAD, S3 says of a missing bucket what it says of a missing object. Throws StorageError `unavailable` when the store does not
 * answer, and the signal's reason.
 */
export async function problemOf(
  storage: Storage,
  { objectKey, sha256, byteSize }: ReferredObject,
  { pace, signal }: { pace: Pace; signal?: AbortSignal },
): Promise<'missing' | 'archived' | 'damaged' | undefined> {
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of (await storage.read(objectKey, { signal })) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > byteSize) return 'damaged'
      hash.update(chunk)
      await pace.take(chunk.length, signal)
    }
    return hash.digest('hex') === sha256 ? undefined : 'damaged'
  } catch (error) {
    signal?.throwIfAborted()
    // A disk that cannot read a block says so (EIO): the bytes are gone.
    if ((error as NodeJS.ErrnoException | null)?.code === 'EIO') return 'damaged'
    if (!(error instanceof StorageError))
      throw new StorageError('unavailable', objectKey, { cause: error, outage: 'no_answer' })
    if (error.code === 'missing' || error.code === 'archived') return error.code
    throw error
  }
}
