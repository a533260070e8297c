import { Readable } from 'node:stream'
import { StorageError } from '~/platform/storage'
import { withDownloaded } from '~/platform/storage/local-copy.server'
import { refusalBySize } from './import'
import { ImportError } from './import-error'
import type { ImportPlace, ImportServices, Use } from './import-source.server'

/**
 * Opens the objects under a prefix of the bucket that is set up for imports. What concerns one object is an ImportError; when the
 * store as a whole fails, the StorageError remains.
 */
export async function withBucket<T>(
  { env, tempDir, signal }: ImportServices,
  { location }: ImportPlace,
  use: Use<T>,
): Promise<T> {
  const config = env.importS3
  if (!config) throw new ImportError('not_configured')
  const { openBucketReader } = await import('~/platform/storage/s3-prefix.server')
  const prefix = location ?? ''
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const bucket = openBucketReader(config)
  try {
    return await use({
      async *files() {
        for await (const { key, size } of bucket.objects(prefix, signal)) {
          // Keys that end in a slash are the folders of consoles.
          if (key.endsWith('/')) continue
          yield {
            path: key.slice(folder.length),
            byteSize: size,
            ...locatorOf(key, refusalBySize(size, env.maxUploadBytes)),
          }
        }
      },
      withFile: ({ locator }, read) => {
        const open = async () => bytesOf(await bucket.read(String(locator.key)).catch(ofObject), env.maxUploadBytes)
        const once = () => withDownloaded(open, tempDir, (localPath) => read(localPath, true))
        // A connection that broke says little; one that breaks again is told.
        return once().catch((error) => (isInterruption(error) ? once() : Promise.reject(error)))
      },
    })
  } finally {
    bucket.close()
  }
}

/** PostgreSQL has no NUL in texts, so an object with one in its key could not be found again. */
const locatorOf = (key: string, refusal: string | undefined) =>
  key.includes('\0') ? { locator: {}, refusal: 'odd_name' } : { locator: { key }, refusal }

const isInterruption = (error: unknown) => error instanceof ImportError && error.code === 'interrupted'

function ofObject(error: unknown): never {
  if (!(error instanceof StorageError)) throw error
  if (error.code === 'missing') throw new ImportError('file_gone', { cause: error })
  // The list was allowed, so the right to read is missing for this object.
  const isRefused = error.cause instanceof Error && error.cause.name === 'AccessDenied'
  if (error.code === 'archived' || isRefused) throw new ImportError('unreadable', { cause: error })
  throw error
}

/**
 * Returns a stream of the bytes that fails as `too_large` after `most` of them, since an object may have been replaced since it
 * was listed, and as `interrupted` when the connection breaks.
 */
function bytesOf(body: Readable, most: number): Readable {
  return Readable.from(
    (async function* () {
      let size = 0
      const chunks = body[Symbol.asyncIterator]()
      for (;;) {
        const { done, value } = await chunks.next().catch((error: unknown) => {
          throw new ImportError('interrupted', { cause: error })
        })
        if (done) return
        size += value.length
        if (size > most) {
          body.destroy()
          throw new ImportError('too_large')
        }
        yield value as Buffer
      }
    })(),
  )
}
