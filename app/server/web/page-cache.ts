// Ours over lru-cache: caches of HTTP go by lifetimes, and a page here is valid for a content version (docs/decisions/009).
import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import type { AskContentVersion, ContentScope, ContentVersion } from '~/domain/delivery/content-version.queries.server'
import type { RequestShell } from '~/http/load-context'
import { clientHolds } from '~/http/ranges'
import { localeOf } from '~/i18n/locale'
import { sha256Hex } from '~/platform/ids.server'
import { modeFromCookies } from '~/platform/mode'
import { openVersionedCache } from '~/platform/versioned-cache.server'
import { PAGE_PARAMETERS } from '~/urls'
import type { Handle } from './adapter'
import { type GzipPiece, gzipOf, gzipPiece } from './gzip-pieces'
import { writerOf } from './raw-writers'

/** A rendered page: its text, split where its response's nonce was. */
interface FinishedPage {
  status: number
  headers: Headers
  pieces: GzipPiece[]
  byteSize: number
  /** Weak, because the nonce differs between responses (RFC 9110, 8.8.1). */
  etag: string
}

const PORTAL_PAGE = /^\/p\/([^/]+)(?:\/c\/[^/]+|\/a\/[^/]+)?$/
const LINK_PAGE = /^\/s\/([^/]+)(?:\/a\/[^/]+)?$/
/** Query parameter that sets the language cookie. */
const CHOICE = 'lng'
/** Cookies of sessions and of unlocked shares: pages of these readers are personal. */
const PERSONAL = /(?:^|;\s*)(?:__\w+-)?vitrine(?!-mode=)[\w-]*=/
const MOST_BYTES = 64 * 1024 * 1024
const LARGEST_PAGE = 2 * 1024 * 1024

/**
 * Caches the pages of portals and shares in front of `handle`. Reads the content version of the portal or share for every
 * request: a page is sent again only while its version is current, and never past `validUntil`. Concurrent requests for
 * one page share one rendering. A client that already has the page gets 304.
 */
export function cachePages(handle: Handle, contentVersion: AskContentVersion): Handle {
  const cached = openVersionedCache<FinishedPage | undefined, ContentVersion>({
    maxBytes: MOST_BYTES,
    isValid: (then, { version, now }) => then.version === version && now < then.validUntil,
    // Only requests already waiting get an error response; the next one renders again.
    byteSizeOf: (page) => (page?.status === 200 ? page.byteSize : undefined),
  })

  return async (request, shell) => {
    const cacheable = cacheableOf(request)
    if (!cacheable) return handle(request, shell)
    const { key, scope, url } = cacheable
    const at = await contentVersion(scope).catch(() => undefined)
    if (!at) return handle(request, shell)
    const asked = () => new Request(url, { headers: request.headers })
    const page = await cached(key, at, () => render(handle, asked, shell).catch(() => undefined))
    return page ? answerWith(page, request, shell) : handle(request, shell)
  }
}

/**
 * Returns the cache key of a request (everything a page depends on besides its content), the portal or share it belongs to,
 * and the normalised URL; undefined when its page cannot be cached.
 */
export function cacheableOf(request: Request): { key: string; scope: ContentScope; url: URL } | undefined {
  const url = new URL(request.url)
  const { pathname } = url
  const cookies = request.headers.get('cookie')
  if (request.method !== 'GET' || pathname.endsWith('.data')) return undefined
  if (PERSONAL.test(cookies ?? '')) return undefined
  const query = shownOf(url.searchParams)
  const scope = scopeOf(pathname)
  if (query === undefined || !scope) return undefined
  url.search = query
  return { scope, url, key: [pathname + query, localeOf(request), modeFromCookies(cookies)].join(' ') }
}

/** Returns the query parameters that change a page, in a fixed order; undefined if one of them cannot be cached. */
function shownOf(asked: URLSearchParams): string | undefined {
  if (asked.has(CHOICE)) return undefined
  const shown = new URLSearchParams()
  for (const [name, form] of Object.entries(PAGE_PARAMETERS)) {
    const values = asked.getAll(name)
    if (values.length > 1 || !values.every((value) => form.test(value))) return undefined
    if (values[0]) shown.set(name, values[0])
  }
  return shown.size ? `?${shown}` : ''
}

function scopeOf(pathname: string): ContentScope | undefined {
  const slug = PORTAL_PAGE.exec(pathname)?.[1]
  if (slug) return { portalSlug: decodeURIComponent(slug) }
  const token = LINK_PAGE.exec(pathname)?.[1]
  return token ? { tokenHash: sha256Hex(decodeURIComponent(token)) } : undefined
}

/** Renders a page for all readers, on a request that is not aborted when the first client disconnects. */
async function render(handle: Handle, asked: () => Request, shell: RequestShell): Promise<FinishedPage | undefined> {
  const response = await handle(asked(), shell)
  const send = writerOf(response)
  const { status, headers } = response
  if (!send || headers.has('set-cookie') || !headers.get('content-type')?.startsWith('text/html')) {
    await response.body?.cancel()
    return undefined
  }
  const sink = new Sink()
  await send(sink, new AbortController().signal)
  if (sink.byteSize > LARGEST_PAGE) return undefined
  const texts = Buffer.concat(sink.chunks).toString().split(shell.cspNonce)
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('base64url')
  const pieces = await Promise.all(texts.map((text) => gzipPiece(Buffer.from(text))))
  return { status, headers, pieces, byteSize: sink.byteSize * 2, etag: `W/"${digest}"` }
}

/** Returns the page with this response's nonce in place, so that every response has a different one. */
function answerWith(page: FinishedPage, request: Request, shell: RequestShell): Response {
  const headers = new Headers(page.headers)
  if (page.status === 200) {
    headers.set('etag', page.etag)
    headers.set('cache-control', 'private, no-cache')
    if (clientHolds(request.headers, page.etag.slice(2))) return new Response(null, { status: 304, headers })
  }
  const nonce = Buffer.from(shell.cspNonce)
  const gzip = takesGzip(request.headers)
  headers.append('vary', 'accept-encoding')
  if (gzip) headers.set('content-encoding', 'gzip')
  const body = gzip
    ? gzipOf(page.pieces, nonce)
    : Buffer.concat(page.pieces.flatMap(({ plain }, index) => (index ? [nonce, plain] : [plain])))
  headers.set('content-length', String(body.length))
  return shell.sendWith(new Response(null, { status: page.status, headers }), async (to) => void to.end(body))
}

/** Whether the client accepts gzip: named, and not with `q=0` (RFC 9110, 12.5.3). */
const takesGzip = (headers: Headers): boolean =>
  (headers.get('accept-encoding') ?? '')
    .split(',')
    .some((coding) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding))

/** Buffers a rendering; of a page too large to cache it keeps only the size. */
class Sink extends Writable {
  readonly chunks: Buffer[] = []
  byteSize = 0

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.byteSize += chunk.length
    if (this.byteSize <= LARGEST_PAGE) this.chunks.push(chunk)
    done()
  }
}
