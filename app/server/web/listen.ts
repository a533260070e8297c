import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const MINUTE = 60_000

export interface Running {
  server: Server
  port: number
  /** Stops accepting at once, lets running answers finish for `patienceMs`, then cuts what is left. */
  drain(patienceMs: number): Promise<void>
}

/** Listens on `host:port` (0 for any free port). Rejects when the port is taken. */
export async function listen(
  app: RequestListener,
  host: string | undefined,
  port: number,
  prepare: (server: Server) => void = () => {},
): Promise<Running> {
  // A big upload may take hours, so whole requests have no limit here: how long a body may take is `requestBody`'s to say.
  const timeouts = { headersTimeout: MINUTE / 3, requestTimeout: 0, keepAliveTimeout: 10_000 }
  const server = createServer({ ...timeouts, connectionsCheckingInterval: 5000 }, app)
  // A connection on which nothing moves ends, whatever it is waiting for.
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
  return { server, port: typeof address === 'object' ? address!.port : port, drain }

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
