// Ours: express-rate-limit and the like count requests over time, and not what one address has open at once.
import type { Server } from 'node:http'
import { isIP, type Socket } from 'node:net'
import type { RequestHandler } from 'express'
import { peerOf } from '~/http/network'
import { answerPlainly } from './adapter'

/** All programs on the same machine share one address: a proxy that is not configured as trusted, a monitor, a test. */
const LOOPBACK_FACTOR = 16
const RETRY_AFTER_S = 5
const REFUSAL = `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${RETRY_AFTER_S}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
/** Milliseconds to send the refusal before the connection is cut. */
const FAREWELL_MS = 1000

export type IsTrusted = (address: string) => boolean

const mostFor = (peer: string, most: number) => (isLoopback(peer) ? most * LOOPBACK_FACTOR : most)
const isLoopback = (peer: string) => peer.startsWith('127.') || peer === '0:0:0:0::/64'

/** Refuses connections beyond `most` from one address, except from trusted proxies, which serve many clients. */
export function limitConnections(server: Server, most: number, isTrusted: IsTrusted): void {
  const open = new Counts()
  // A refused connection must not reach the HTTP parser, which would run its request.
  const accepting = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (!isIP(address) || isTrusted(address) || mayStay(peerOf(address), socket))
      for (const accept of accepting) accept.call(server, socket)
    else dismiss(socket)
  })

  function mayStay(peer: string, socket: Socket): boolean {
    socket.once('close', open.add(peer))
    return open.of(peer) <= mostFor(peer, most)
  }
}

function dismiss(socket: Socket): void {
  socket.on('error', () => {})
  socket.setTimeout(FAREWELL_MS, () => socket.destroy())
  socket.resume().end(REFUSAL, () => socket.destroy())
}

/** Refuses more than `most` concurrent requests from one address behind a trusted proxy. */
export function limitRequests(most: number, isTrusted: IsTrusted): RequestHandler {
  const running = new Counts()
  return (req, res, next) => {
    if (!isTrusted(req.socket.remoteAddress ?? '')) return next()
    const peer = peerOf(req.ip ?? '')
    res.once('close', running.add(peer))
    if (running.of(peer) <= mostFor(peer, most)) return next()
    res.setHeader('retry-after', String(RETRY_AFTER_S))
    answerPlainly(res, 429, 'guard.too_many_connections')
  }
}

/** Counts by name. */
class Counts {
  readonly #counts = new Map<string, number>()

  of = (name: string): number => this.#counts.get(name) ?? 0

  /** Adds one; returns a function that subtracts it. */
  add(name: string): () => void {
    this.#counts.set(name, this.of(name) + 1)
    return () => {
      const left = this.of(name) - 1
      if (left > 0) this.#counts.set(name, left)
      else this.#counts.delete(name)
    }
  }
}
