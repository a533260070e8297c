import type { Socket } from 'node:net'
import { finished, pipeline } from 'node:stream/promises'
import type { ByteRange } from '~/platform/storage'
import type { ZipPlan } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'
import type { Context } from './context.server'
import { contentDisposition } from './disposition'
import type { BodySink } from './load-context'
import { clientHolds, wantedRange, wantsAnother } from './ranges'
import type { Watched } from './rights-watch.server'

/** Longer answers are watched until the client has taken them; a shorter one is with it before anybody could object. */
const TAIL_BYTES = 65_536
/** The kernel holds about 4 MB of an answer: who takes longer for these reads slower than 7 kB/s, and is cut. */
const LONGEST_TAIL_MS = 600_000

export interface Sending {
  fileName: string
  disposition: 'attachment' | 'inline'
  /** Asked about while bytes flow; once it is not right any more the connection is cut. */
  watched: Watched
}

export interface SentObject extends Sending {
  objectKey: string
  byteSize: number
  mediaType: string
  sha256: string
}

/** Sends one stored object: HEAD, Range, If-Range, ETag, a safe name, and no handle left open when the client leaves. */
export function sendObject(context: Context, sent: SentObject): Response {
  const { storage } = context.services
  return sendBytes(
    context,
    sent,
    { size: sent.byteSize, etag: `"${sent.sha256}"`, mediaType: sent.mediaType },
    (range, res, signal) =>
      storage.read(sent.objectKey, { range, signal }).then((body) => pipeline(body, res, { signal })),
  )
}

/** Sends a planned ZIP, whole or in part. */
export function sendPackage(context: Context, plan: ZipPlan, sending: Sending): Response {
  const { storage } = context.services
  return sendBytes(
    context,
    sending,
    { size: plan.length, etag: plan.etag, mediaType: 'application/zip' },
    (range, res, signal) => sendZip(plan, storage, res, { range, signal }),
  )
}

interface Body {
  size: number
  etag: string
  mediaType: string
}
type WriteRange = (range: ByteRange | undefined, res: BodySink, signal: AbortSignal) => Promise<unknown>

function sendBytes(context: Context, sending: Sending, { size, etag, mediaType }: Body, write: WriteRange): Response {
  const { headers: asked } = context.request
  const headers = new Headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': mediaType,
    'content-disposition': contentDisposition(sending.disposition, sending.fileName),
    // Rights may end at any moment: a cache must ask every time, and the answer depends on who asks.
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
  })
  if (wantsAnother(asked, etag))
    return new Response(null, { status: 412, headers: { etag, 'cache-control': 'no-store' } })
  if (clientHolds(asked, etag)) return new Response(null, { status: 304, headers })
  const wanted = wantedRange(asked, size, etag)
  if (wanted.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const range = wanted.kind === 'part' ? wanted.range : undefined
  const length = range ? range.end - range.start + 1 : size
  headers.set('content-length', String(length))
  const hasTail = sending.disposition === 'attachment' && length > TAIL_BYTES
  if (hasTail && context.request.method === 'GET') headers.set('connection', 'close')
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const response = new Response(null, { status: range ? 206 : 200, headers })
  return context.shell.sendWith(response, (res, signal) =>
    whileAllowed(
      res,
      signal,
      (onEnd) => context.services.rightsWatch.watch(sending.watched, onEnd),
      (cut) => write(range, res, cut),
      hasTail,
    ),
  )
}

async function whileAllowed(
  res: BodySink,
  signal: AbortSignal,
  watch: (onEnd: () => void) => () => void,
  write: (signal: AbortSignal) => Promise<unknown>,
  hasTail: boolean,
): Promise<void> {
  const refused = new AbortController()
  const { socket } = res // the answer lets go of it at its end
  const unwatch = watch(() => {
    // Closed in any other way, the connection would go on sending what the kernel holds: 3 MB, a minute at 50 kB/s.
    socket?.resetAndDestroy()
    refused.abort()
  })
  try {
    const taken = hasTail && socket && untilTaken(socket)
    await write(AbortSignal.any([signal, refused.signal]))
    if (!res.writableEnded) res.end()
    await finished(res)
    await taken
  } catch (error) {
    const ended = signal.aborted || refused.signal.aborted
    // Nothing sent yet: the failure can still be answered as one. Else the connection is cut, never padded.
    if (ended || res.headersSent) res.destroy()
    if (!ended) throw error
  } finally {
    unwatch()
  }
}

/**
 * Resolves when the connection of the last answer on it has closed, which its client does once it has all of the answer.
 * Until then our half is ended and not closed, so that what the kernel still holds can be called back by a reset.
 */
function untilTaken(socket: Socket): Promise<void> {
  // What the server calls behind the last byte: it would close the connection, and the kernel would go on by itself.
  socket.destroySoon = () => {
    socket.setTimeout(0)
    const longest = setTimeout(() => socket.resetAndDestroy(), LONGEST_TAIL_MS).unref()
    socket.once('close', () => clearTimeout(longest))
    socket.end()
  }
  return new Promise((resolve) => socket.once('close', () => resolve()))
}
