import http, { type IncomingHttpHeaders } from 'node:http'
import net from 'node:net'
import { onTestFinished } from 'vitest'
import type { Handle } from '~/server/web/adapter'
import { siteOf } from '~/server/web/guard'
import { listen, type Running } from '~/server/web/listen'
import { createShell, type ShellOptions } from '~/server/web/shell'

export interface OpenShell extends Running {
  /** Headers of a request that the guard admits. */
  ours: Record<string, string>
  /** The errors that were logged. */
  errors: unknown[]
  lines: Record<string, unknown>[]
  ask(target: string, options?: AskOptions): Promise<Answer>
  /** Opens a connection that sends `text` and stays paused. */
  connect(text: string): net.Socket
}

interface AskOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array | AsyncIterable<Uint8Array>
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  bytes: Buffer
}

/** Starts the real server shell on a free port with `handle` as application; closed when the test ends. */
export async function openShell(handle: Handle, more: Partial<ShellOptions> = {}): Promise<OpenShell> {
  const errors: unknown[] = []
  const lines: Record<string, unknown>[] = []
  const log = {
    info: (facts: object) => void lines.push(facts as Record<string, unknown>),
    error: (facts: object) => void errors.push((facts as { err: unknown }).err),
  }
  const app = createShell({ handle, site: siteOf('https://brand.example'), log, ...more })
  const running = await listen(app, '127.0.0.1', 0)
  onTestFinished(() => running.drain(0))
  const ours = { host: 'brand.example', 'sec-fetch-site': 'same-origin' }
  const { port } = running
  return {
    ...running,
    ours,
    errors,
    lines,
    ask: (target, options = {}) => ask(port, target, { ...options, headers: { ...ours, ...options.headers } }),
    connect(text) {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
      socket.pause()
      socket.on('error', () => {})
      onTestFinished(() => void socket.destroy())
      return socket
    },
  }
}

/** Sends one request with the literal target. */
function ask(port: number, target: string, { method = 'GET', headers, body }: AskOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = http.request({ port, host: '127.0.0.1', path: target, method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () =>
        resolve({
          status: res.statusCode!,
          headers: res.headers,
          text: Buffer.concat(chunks).toString(),
          bytes: Buffer.concat(chunks),
        }),
      )
    })
    req.on('error', reject)
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) req.end(body)
    else
      void (async () => {
        for await (const chunk of body) if (!req.destroyed) req.write(chunk)
        req.end()
      })()
  })
}

/** Waits until `claim` returns true, at most two seconds. */
export async function until(claim: () => boolean): Promise<void> {
  const deadline = Date.now() + 2000
  while (!claim() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
}
