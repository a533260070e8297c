// Ours: body-parser bounds how long a body is, and not how long its sender keeps us waiting.
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainPath } from '~/http/plain-path'
import { type BodyKind, bodyKind, LIMITS, nestsTooDeep } from './body-rules'
import type { GuardRefusal } from './guard'

/** Thrown for a body that must not reach the application: too long, or nested too deep. */
export class BodyRefused extends Error {
  constructor(readonly refusal: GuardRefusal) {
    super(refusal.code)
    this.name = 'BodyRefused'
  }
}

const tooLong = () => new BodyRefused({ status: 413, code: 'guard.body_too_long' })
const tooDeep = () => new BodyRefused({ status: 400, code: 'guard.body_too_deep' })

/** How slowly a body may arrive: a waiting connection costs its sender little and us much. */
export interface Patience {
  /** Total time to wait for bytes, over all pauses. */
  milliseconds: number
  /** Bytes per second that an upload must reach on average: each byte received extends the time to wait. */
  leastUploadRate: number
}

/** Bodies that may take as long as their bytes need. */
const BY_RATE: ReadonlySet<BodyKind> = new Set<BodyKind>(['upload', 'picture', 'files'])
const PATIENCE: Patience = { milliseconds: 60_000, leastUploadRate: 1000 }
/** Milliseconds to keep reading a body no longer needed, so that its sender reads the response. */
const LINGER_MS = 2000

export interface RequestBody {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | undefined
  /** Set once a streamed body has exceeded its limit: the response is then 413, whatever the application returned. */
  refused?: BodyRefused
}

/**
 * Returns the body of a request for the application. JSON is read completely and checked first; everything else streams, one
 * chunk per read, so that a slow reader slows the sender down. Throws BodyRefused; disconnects a sender who is too slow.
 */
export async function requestBody(req: IncomingMessage, patience: Patience = PATIENCE): Promise<RequestBody> {
  // The router asks for the data of a page with `.data` at the end of its path.
  const kind = bodyKind(req.method ?? 'GET', req.headers, plainPath(req.url ?? '').replace(/\.data$/, ''))
  if (kind === 'none') return { body: undefined }
  if (Number(req.headers['content-length'] ?? 0) > LIMITS[kind]) throw tooLong()
  const chunks = unhurried(req, kind, patience)
  if (kind === 'json') return { body: await readShallow(chunks) }
  const result: RequestBody = { body: undefined }
  result.body = stream(chunks, LIMITS[kind], (error) => {
    result.refused = error
  })
  return result
}

/** Reads the rest of a body whose response was sent early, for a moment, then closes the connection. */
export async function dismissBody(req: IncomingMessage): Promise<void> {
  if (req.complete || req.destroyed) return
  req.resume()
  await sleep(LINGER_MS)
  if (!req.complete) req.destroy()
}

/** Yields the chunks of a body; destroys the request when its sender is too slow. */
async function* unhurried(
  req: IncomingMessage,
  kind: BodyKind,
  { milliseconds, leastUploadRate }: Patience,
): AsyncGenerator<Buffer> {
  const earned = BY_RATE.has(kind) ? 1000 / leastUploadRate : 0
  // An early end of the loop must not destroy the socket, because the refusal has yet to be written to it.
  const chunks: AsyncIterator<Buffer> = req.iterator({ destroyOnReturn: false })
  let left = milliseconds
  try {
    for (;;) {
      const since = performance.now()
      const hangUp = setTimeout(() => req.destroy(), left)
      const { done, value } = await chunks.next().finally(() => clearTimeout(hangUp))
      if (done) return
      // Counts only the time spent waiting for the sender, not the time that the store or the application takes.
      left = Math.min(milliseconds, left - (performance.now() - since) + value.length * earned)
      yield value
    }
  } finally {
    await chunks.return?.()
  }
}

async function readShallow(chunks: AsyncIterable<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  const read: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > LIMITS.json) throw tooLong()
    read.push(chunk)
  }
  const bytes = Buffer.concat(read)
  if (nestsTooDeep(bytes.toString('latin1'))) throw tooDeep()
  return bytes
}

function stream(
  chunks: AsyncGenerator<Buffer>,
  limit: number,
  onRefused: (error: BodyRefused) => void,
): ReadableStream<Uint8Array> {
  let size = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) return controller.close()
        size += value.length
        if (size > limit) {
          const error = tooLong()
          onRefused(error)
          throw error
        }
        controller.enqueue(value)
      },
      async cancel() {
        await chunks.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
