import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'

/** Where a body goes: the answer on its socket, or a page that is taken in whole. */
export type BodySink = Writable & { readonly headersSent?: boolean; readonly socket?: Socket | null }

/** Writes a response body straight to the socket. Rejects when the client leaves; must release every handle then. */
export type SendBody = (to: BodySink, signal: AbortSignal) => Promise<void>

/** What the HTTP shell (`app/server/web.ts`) hands to every loader and action of one request. */
export interface RequestShell {
  /** Nonce of this response's Content-Security-Policy. */
  cspNonce: string
  /** Address of the client, taken from a proxy header only when the proxy is configured as trusted. */
  clientIp: string
  requestId: string
  /** Registers a writer for a Response with no body: byte routes bypass web streams (3 times the throughput). */
  sendWith(response: Response, send: SendBody): Response
}

declare module '@remix-run/node' {
  // Single fetch keeps dates, maps and undefined between loader and component.
  interface Future {
    v3_singleFetch: true
  }
  interface AppLoadContext extends RequestShell {}
}
