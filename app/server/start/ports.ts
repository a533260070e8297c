import { createServer, type Server } from 'node:net'
import type { Env } from '~/platform/env.server'
import { freePort } from '../postgres/cluster'

/** A port reserved until it is released. */
export interface HeldPort {
  /** The environment with the port's number, in its URLs too. */
  env: Env
  /** Frees the port for the process that is about to listen on it. */
  release: () => Promise<void>
}

/** Attempts for port 0: another program may take a free port before it is reserved. */
const TRIES = 20

/**
 * Reserves the port in the environment, or any for 0, while the start is prepared, so that no other program takes it before
 * the web process listens. Throws with the name of the variable when the port is taken: better at once than after a minute
 * of preparation.
 */
export async function holdPort(env: Env): Promise<HeldPort> {
  if (env.port !== 0) return hold(env)
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    const put = (text: string) => text.replace(/:0$/, `:${port}`)
    try {
      return await hold({ ...env, port, baseUrl: put(env.baseUrl), allowedHosts: env.allowedHosts.map(put) })
    } catch (error) {
      if (tries === TRIES) throw error
    }
  }
}

function hold(env: Env): Promise<HeldPort> {
  // Clients that connect before the start is complete are disconnected at once instead of left waiting.
  const holder = createServer((socket) => socket.destroy())
  return new Promise((resolve, reject) => {
    holder.once('error', ({ code }: NodeJS.ErrnoException) => reject(new Error(explain(code, env.port, env.host))))
    holder.listen(env.port, env.host, () => resolve({ env, release: () => close(holder) }))
  })
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

const explain = (code: string | undefined, port: number, host: string) =>
  code === 'EADDRINUSE'
    ? `PORT: ${port} is taken by another program. Set PORT to a free one, such as PORT=${port + 1}.`
    : `PORT or HOST: cannot listen on ${host}:${port} (${code}).`
