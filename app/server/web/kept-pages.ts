import { Writable } from 'node:stream'
import type { PageMoment } from '~/domain/portals/page-moment.server'
import type { RequestShell } from '~/http/load-context'
import { localeOf } from '~/i18n/locale'
import { modeFromCookies } from '~/platform/mode'
import type { Handle } from './adapter'
import { writerOf } from './raw-writers'

/** A finished page: its words between the places where the nonce of its own answer stood. */
interface FinishedPage {
  status: number
  headers: Headers
  pieces: Buffer[]
  byteSize: number
}

interface Entry {
  until: Date
  /** Undefined when the answer is for one reader alone. */
  page: Promise<FinishedPage | undefined>
  byteSize: number
}

/** Pages of a published portal; they are alike for everybody who reads the same language in the same light. */
const PORTAL_PAGE = /^\/p\/[^/]+(\/c\/[^/]+|\/a\/[^/]+)?$/
/** Where a visitor came from inside the portal; any other parameter may change a page in ways not thought of here. */
const KNOWN_QUERY = /^(\?c=[\w-]{1,80})?$/
/** Whoever is signed in gets pages of their own, and cookies with them. */
const SESSION = /(?:^|;\s*)(__Host-)?vitrine=/
const MOST_BYTES = 64 * 1024 * 1024
const LARGEST_PAGE = 2 * 1024 * 1024

/**
 * Puts finished portal pages in front of `handle`. A page is sent again only at a moment whose mark is that of the moment
 * it was made at, and never past its `until`; `momentNow` is asked for every answer. Visitors who want the same page at
 * the same moment wait for one rendering.
 */
export function keepPages(handle: Handle, momentNow: () => Promise<PageMoment>): Handle {
  const entries = new Map<string, Entry>()
  let mark = ''
  let held = 0

  return async (request, shell) => {
    const key = keyOf(request)
    if (!key) return handle(request, shell)
    const moment = await momentNow().catch(() => undefined)
    if (!moment) return handle(request, shell)
    if (moment.mark !== mark) forgetAll(moment.mark)
    const page = await (fresh(key, moment) ?? make(key, moment, request, shell))
    return page ? answerWith(page, shell) : handle(request, shell)
  }

  function fresh(key: string, { now }: PageMoment): Entry['page'] | undefined {
    const entry = entries.get(key)
    entries.delete(key)
    if (entry && now < entry.until) {
      entries.set(key, entry) // last in the row of those to be let go
      return entry.page
    }
    held -= entry?.byteSize ?? 0
    return undefined
  }

  function make(key: string, { until }: PageMoment, request: Request, shell: RequestShell): Entry['page'] {
    const entry: Entry = { until, byteSize: 0, page: render(handle, request, shell).catch(() => undefined) }
    entries.set(key, entry)
    void entry.page.then((page) => {
      if (entries.get(key) !== entry) return
      // An error is told to those who wait for it, and asked for again by the next.
      if (page?.status !== 200) return forget(key)
      entry.byteSize = page.byteSize
      held += page.byteSize
      for (const oldest of entries.keys()) if (held > MOST_BYTES) forget(oldest)
    })
    return entry.page
  }

  function forget(key: string): void {
    held -= entries.get(key)?.byteSize ?? 0
    entries.delete(key)
  }

  function forgetAll(newMark: string): void {
    entries.clear()
    held = 0
    mark = newMark
  }
}

/** What a page depends on besides the state of the house; undefined when the request is not for such a page. */
export function keyOf(request: Request): string | undefined {
  const { pathname, search } = new URL(request.url)
  const cookies = request.headers.get('cookie')
  if (request.method !== 'GET' || !PORTAL_PAGE.test(pathname) || pathname.endsWith('.data')) return undefined
  if (!KNOWN_QUERY.test(search) || SESSION.test(cookies ?? '')) return undefined
  return [pathname + search, localeOf(request), modeFromCookies(cookies)].join(' ')
}

/** Renders for everybody: on a request that does not end when the one who asked first leaves. */
async function render(handle: Handle, request: Request, shell: RequestShell): Promise<FinishedPage | undefined> {
  const response = await handle(new Request(request.url, { headers: request.headers }), shell)
  const send = writerOf(response)
  const { status, headers } = response
  if (!send || headers.has('set-cookie') || !headers.get('content-type')?.startsWith('text/html')) {
    await response.body?.cancel()
    return undefined
  }
  const sink = new Sink()
  await send(sink, new AbortController().signal)
  if (sink.byteSize > LARGEST_PAGE) return undefined
  const words = Buffer.concat(sink.chunks).toString().split(shell.cspNonce)
  return { status, headers, pieces: words.map((piece) => Buffer.from(piece)), byteSize: sink.byteSize }
}

/** The page with the nonce of this answer, so that what the policy allows differs each time. */
function answerWith({ status, headers, pieces }: FinishedPage, shell: RequestShell): Response {
  const nonce = Buffer.from(shell.cspNonce)
  const body = Buffer.concat(pieces.flatMap((piece, index) => (index ? [nonce, piece] : [piece])))
  return shell.sendWith(new Response(null, { status, headers }), async (to) => void to.end(body))
}

/** Takes a rendering in; a page too large to keep is counted and let go. */
class Sink extends Writable {
  readonly chunks: Buffer[] = []
  byteSize = 0

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.byteSize += chunk.length
    if (this.byteSize <= LARGEST_PAGE) this.chunks.push(chunk)
    done()
  }
}
