import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'

/** Where a body is written: the response's socket, or the page cache's buffer. */
export type BodySink = Writable & { readonly headersSent?: boolean; readonly socket?: Socket | null }

/** Writes a response body straight to the socket. Rejects when the client disconnects, and must then close every handle. */
export type SendBody = (to: BodySink, signal: AbortSignal) => Promise<void>

/** What the HTTP server (`app/server/web.ts`) passes to every loader and action of one request. */
export interface RequestShell {
  /** Nonce of this response's Content-Security-Policy. */
  cspNonce: string
  /** Address of the client, taken from a proxy header only when the proxy is configured as trusted. */
  clientIp: string
  /** Sets the function that writes the body of a Response: byte routes bypass web streams (3 times the throughput). */
  sendWith(response: Response, send: SendBody): Response
}

declare module '@remix-run/node' {
  // Single fetch keeps dates, maps and undefined intact between loader and component.
  interface Future {
    v3_singleFetch: true
  }
  interface AppLoadContext extends RequestShell {}
}
