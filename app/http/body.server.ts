import type { Socket } from 'node:net'
import { finished, pipeline } from 'node:stream/promises'
import type { ByteRange, Storage } from '~/platform/storage'
import type { ZipPlan } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'
import { contentDisposition } from './disposition'
import type { BodySink, RequestShell } from './load-context'
import { wantedRange } from './ranges'

/** Longer answers are watched until the client has taken them; a shorter one is with it before anybody could object. */
const TAIL_BYTES = 65_536
/** The kernel holds about 4 MB of an answer: who takes longer for these reads slower than 7 kB/s, and is cut. */
const LONGEST_TAIL_MS = 600_000

/** Bytes that can be sent whole or in part. */
interface Bytes {
  size: number
  etag: string
  mediaType: string
  write: (range: ByteRange | undefined, to: BodySink, signal: AbortSignal) => Promise<unknown>
}

/** A body with its name. */
export interface Body extends Bytes {
  fileName: string
  disposition: 'attachment' | 'inline'
  /** Asked about while bytes flow; once it is not right any more the connection is cut. */
  watched: Watched
}

/** The bytes of a stored object. */
export const objectBytes = (
  storage: Storage,
  object: { objectKey: string; byteSize: number; mediaType: string; sha256: string },
): Bytes => ({
  ...{ size: object.byteSize, etag: `"${object.sha256}"`, mediaType: object.mediaType },
  write: async (range, to, signal) => {
    const body = await storage.read(object.objectKey, { range, signal })
    await pipeline(body, to, { signal })
  },
})

/** The bytes of a planned ZIP. */
export const zipBytes = (storage: Storage, plan: ZipPlan): Bytes => ({
  ...{ size: plan.length, etag: plan.etag, mediaType: 'application/zip' },
  write: (range, to, signal) => sendZip(plan, storage, to, { range, signal }),
})

/** The headers of a body, whichever part of it is sent. */
export const bodyHeaders = ({ etag, mediaType, disposition, fileName }: Body): Headers =>
  new Headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': mediaType,
    'content-disposition': contentDisposition(disposition, fileName),
    // Rights may end at any moment: a cache must ask every time, and the answer depends on who asks.
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
  })

interface Asking {
  request: Request
  shell: RequestShell
  services: { rightsWatch: RightsWatch }
}

/** Sends a body, whole or the range that is asked for. No handle stays open when the client leaves. */
export function sendBody({ request, shell, services }: Asking, body: Body): Response {
  const { size, etag, watched, disposition, write } = body
  const headers = bodyHeaders(body)
  const wanted = wantedRange(request.headers, size, etag)
  if (wanted.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const range = wanted.kind === 'part' ? wanted.range : undefined
  const length = range ? range.end - range.start + 1 : size
  headers.set('content-length', String(length))
  const hasTail = disposition === 'attachment' && length > TAIL_BYTES
  if (hasTail && request.method === 'GET') headers.set('connection', 'close')
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const response = new Response(null, { status: range ? 206 : 200, headers })
  return shell.sendWith(response, (res, signal) =>
    whileAllowed(
      res,
      signal,
      (onEnd) => services.rightsWatch.watch(watched, onEnd),
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

/** What is asked while a body runs. */
export interface Watched {
  /** Readers of equal keys are asked about once for all of them. */
  key: string
  /** Returns a text that is another as soon as anything changed; undefined asks `isRight` every time. */
  state?: () => Promise<string>
  /** Whether the body may go on. */
  isRight: () => Promise<boolean>
}

/** How often a running body is asked about: rights that ended cut it within this time. */
const INTERVAL_MS = 500

interface Watch {
  readers: Set<() => void>
  /** State at which `isRight` last said yes. */
  state?: string
}

/**
 * Watches the rights of running bodies, once for all readers of one key. `watch` calls `onEnd` when they end or cannot be
 * asked about, since a database that does not answer cannot say yes; it returns how to stop watching.
 */
export function openRightsWatch(intervalMs = INTERVAL_MS) {
  const watches = new Map<string, Watch>()

  function watch(watched: Watched, onEnd: () => void): () => void {
    const reader = () => onEnd()
    const known = watches.get(watched.key)
    if (known) known.readers.add(reader)
    else begin(watched, reader)
    return () => watches.get(watched.key)?.readers.delete(reader)
  }

  function begin(watched: Watched, reader: () => void): void {
    const current: Watch = { readers: new Set([reader]) }
    watches.set(watched.key, current)
    const again = () => setTimeout(() => void look(), intervalMs).unref()
    const look = async () => {
      if (current.readers.size === 0) return void watches.delete(watched.key)
      if (await stillRight(watched, current)) return again()
      watches.delete(watched.key)
      for (const end of current.readers) end()
    }
    again()
  }

  return { watch }
}

export type RightsWatch = ReturnType<typeof openRightsWatch>

async function stillRight({ state, isRight }: Watched, watch: Watch): Promise<boolean> {
  try {
    const now = await state?.()
    if (now !== undefined && now === watch.state) return true
    const yes = await isRight()
    if (yes) watch.state = now
    return yes
  } catch {
    return false
  }
}
