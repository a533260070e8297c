import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'
import { writerOf } from './raw-writers'

/** An embedded database is back within seconds; clients retry an external one as often. */
const RETRY_AFTER_S = 5
const WITHOUT_BODY = new Set([204, 205, 304])

/**
 * Writes a web Response to the socket with back-pressure, and cancels the body when the client disconnects. Rejects when
 * the body fails or the client disconnects.
 */
export async function writeResponse(
  res: ServerResponse,
  response: Response,
  method: string,
  signal: AbortSignal,
): Promise<void> {
  writeHead(res, response)
  const bodiless = method === 'HEAD' || WITHOUT_BODY.has(response.status)
  const send = writerOf(response)
  if (bodiless || (!send && !response.body)) {
    await response.body?.cancel()
    res.end()
  } else if (send) {
    await send(res, signal)
    if (!res.writableEnded && !res.destroyed) res.end()
  } else {
    const body = Readable.fromWeb(response.body as NodeWebStream<Uint8Array>)
    await pipeline(body, (chunks) => flushEach(chunks, res), res)
  }
}

function writeHead(res: ServerResponse, { status, headers }: Response): void {
  res.statusCode = status
  // A 304 updates the headers of the stored page (RFC 9111, 3.2), and a new policy would not allow that page's nonce.
  if (status === 304) res.removeHeader('content-security-policy')
  for (const [name, value] of headers) if (name !== 'set-cookie') res.setHeader(name, value)
  // Set here, because all responses pass: pages, their data, bytes, uploads.
  if (status === 503 && !headers.has('retry-after')) res.setHeader('retry-after', RETRY_AFTER_S)
  const cookies = headers.getSetCookie()
  if (cookies.length) res.setHeader('set-cookie', cookies)
}

/** Flushes after each chunk, because compression would hold back the beginning of a streamed page until its end. */
async function* flushEach(chunks: AsyncIterable<Uint8Array>, res: ServerResponse & { flush?: () => void }) {
  for await (const chunk of chunks) {
    yield chunk
    res.flush?.()
  }
}
