import type { IncomingMessage } from 'node:http'
import { type BodyKind, bodyKind, LIMITS, namesTooDeep, nestsTooDeep } from './body-rules'
import type { Refusal } from './guard'

/** A body that may not reach the application: too long, or nested too deep. */
export class BodyRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
    this.name = 'BodyRefused'
  }
}

const tooLong = () => new BodyRefused({ status: 413, code: 'guard.body_too_long' })
const tooDeep = () => new BodyRefused({ status: 400, code: 'guard.body_too_deep' })

/** How long a short body may be on its way. */
const PATIENCE_MS = 60_000

export interface RequestBody {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | undefined
  /** Set once a streamed body has run past its limit: the answer is then 413, whatever the application made of it. */
  refused?: BodyRefused
}

/**
 * The body of a request for the application. JSON and plain forms are read whole and measured first; everything else
 * streams, one chunk asked for at a time, so that a slow reader slows the sender. Throws BodyRefused; hangs up on a short
 * body that takes longer than `patienceMs`.
 */
export async function requestBody(req: IncomingMessage, patienceMs = PATIENCE_MS): Promise<RequestBody> {
  const kind = bodyKind(req.method ?? 'GET', req.headers)
  if (kind === 'none') return { body: undefined }
  if (Number(req.headers['content-length'] ?? 0) > LIMITS[kind]) throw tooLong()
  if (kind === 'json' || kind === 'form') return { body: await readShallow(req, kind, patienceMs) }
  const result: RequestBody = { body: undefined }
  result.body = stream(req, LIMITS[kind], (error) => {
    result.refused = error
  })
  return result
}

async function readShallow(req: IncomingMessage, kind: BodyKind, patienceMs: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  // A form is short; one that comes a byte at a time would hold its connection for as long as it likes.
  const patience = setTimeout(() => req.destroy(), patienceMs).unref()
  try {
    // The socket must outlive an early end of the loop: the refusal is still to be written to it.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > LIMITS[kind]) throw tooLong()
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(patience)
  }
  const bytes = Buffer.concat(chunks)
  const text = bytes.toString('latin1')
  if (kind === 'json' ? nestsTooDeep(text) : namesTooDeep(text)) throw tooDeep()
  return bytes
}

function stream(req: IncomingMessage, limit: number, onRefused: (error: BodyRefused) => void): ReadableStream {
  const chunks: AsyncIterator<Buffer> = req.iterator({ destroyOnReturn: false })
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
        await chunks.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
