import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const MINUTE = 60_000

export interface Running {
  server: Server
  port: number
  /** Stops accepting at once, lets running responses finish for `patienceMs`, then cuts the rest. */
  drain(patienceMs: number): Promise<void>
}

/** Listens on `host:port` (0 for any free port). Rejects when the port is taken. */
export async function listen(
  app: RequestListener,
  host: string | undefined,
  port: number,
  prepare: (server: Server) => void = () => {},
): Promise<Running> {
  // A large upload may take hours, so there is no limit on whole requests here; `requestBody` limits how slow a body may be.
  const timeouts = { headersTimeout: MINUTE / 3, requestTimeout: 0, keepAliveTimeout: 10_000 }
  const server = createServer({ ...timeouts, connectionsCheckingInterval: 5000 }, app)
  // Ends a connection without traffic, whatever it waits for.
  server.setTimeout(2 * MINUTE)
  prepare(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return { server, port: address && typeof address === 'object' ? address.port : port, drain }

  async function drain(patienceMs: number): Promise<void> {
    const closed = new Promise<boolean>((resolve) => server.close(() => resolve(true)))
    const deadline = Date.now() + patienceMs
    while (Date.now() < deadline) {
      server.closeIdleConnections()
      if (await Promise.race([closed, sleep(100, false)])) return
    }
    server.closeAllConnections()
    await closed
  }
}
