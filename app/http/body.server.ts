import type { Socket } from 'node:net'
import { finished, pipeline } from 'node:stream/promises'
import type { ByteRange, Storage } from '~/platform/storage'
import type { ZipPlan } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'
import { contentDisposition } from './disposition'
import type { BodySink, RequestShell } from './load-context'
import { wantedRange } from './ranges'

/** Longer bodies are watched until the client has received them; a shorter one is sent before a check could run. */
const TAIL_BYTES = 65_536
/** The kernel buffers about 4 MB of a body: a client that needs longer for them reads slower than 7 kB/s, and is cut. */
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
  /** Checked while bytes are sent; when it fails, the connection is reset. */
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
    // Rights may end at any time, so caches must revalidate; the response depends on the viewer, so it is private.
    'cache-control': 'private, no-cache',
    'content-security-policy': mediaType === 'application/pdf' ? OF_PDF : "sandbox; default-src 'none'",
  })

/** A browser's own reader of PDFs does not run in a sandbox; scripts and what lies elsewhere stay forbidden. */
const OF_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"

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
  const { socket } = res // kept, because the response drops it when it ends
  const unwatch = watch(() => {
    // Any other way to close would still send what the kernel buffers: 3 MB, which take a minute at 50 kB/s.
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
    // Before the first byte the failure can still be a response. After it the connection is cut, never padded.
    if (ended || res.headersSent) res.destroy()
    if (!ended) throw error
  } finally {
    unwatch()
  }
}

/**
 * Resolves when the client has closed the connection, which it does once it has received the last response on it. Until then
 * our half is ended but not closed, so that a reset can still discard what the kernel buffers.
 */
function untilTaken(socket: Socket): Promise<void> {
  // Node calls this after the last byte; it would close the socket, and the kernel would send its buffer regardless.
  socket.destroySoon = () => {
    socket.setTimeout(0)
    const longest = setTimeout(() => socket.resetAndDestroy(), LONGEST_TAIL_MS).unref()
    socket.once('close', () => clearTimeout(longest))
    socket.end()
  }
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

/** A check to repeat while a body is sent. */
export interface Watched {
  /** Downloads with equal keys share one check. */
  key: string
  /** Returns a text that changes whenever rights may have changed; without it, `isRight` is called every time. */
  state?: () => Promise<string>
  /** Whether the rest of the body may be sent. */
  isRight: () => Promise<boolean>
}

/** How often rights are checked while a body is sent: a download ends within this time after its rights. */
const INTERVAL_MS = 500

interface Watch {
  readers: Set<() => void>
  /** State at which `isRight` last returned true. */
  state?: string
}

/**
 * Watches the rights of running downloads, with one check for all of equal keys. `watch` calls `onEnd` when rights end or the
 * check fails, because a database that does not respond cannot confirm them; it returns a function that stops watching.
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
