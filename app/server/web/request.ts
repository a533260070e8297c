import type { IncomingMessage } from 'node:http'
import type { RequestBody } from './request-body'

/** Hop-by-hop headers (RFC 9110 section 7.6.1), and those by which a client could fake another host, address or method. */
const DROPPED = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'expect', 'forwarded', 'x-real-ip', 'x-http-method-override', 'x-http-method', 'x-method-override'],
])

const isDropped = (name: string) => DROPPED.has(name) || name.startsWith('x-forwarded-')

/** Returns the web Request of a request that passed the guard, always on the canonical origin. */
export function webRequest(req: IncomingMessage, body: RequestBody, origin: string, signal: AbortSignal): Request {
  const init: RequestInit & { duplex?: 'half' } = { method: req.method, headers: webHeaders(req, origin), signal }
  if (body.body) {
    init.body = body.body
    init.duplex = 'half'
  }
  return new Request(origin + req.url, init)
}

function webHeaders(req: IncomingMessage, origin: string): Headers {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(req.headersDistinct)) {
    if (isDropped(name)) continue
    for (const value of values) headers.append(name, value)
  }
  // Cookie is the only list header joined by semicolons (RFC 6265 section 5.4).
  if (req.headers.cookie) headers.set('cookie', req.headers.cookie)
  headers.set('host', new URL(origin).host)
  // The guard has checked the origin. A form on a `no-referrer` page sends `Origin: null`, which Remix would refuse.
  if (headers.has('origin')) headers.set('origin', origin)
  return headers
}
