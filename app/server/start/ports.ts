import { createServer, type Server } from 'node:net'
import type { Env } from '~/platform/env.server'
import { freePort } from '../postgres/cluster'

/** A port that is ours until it is released. */
export interface HeldPort {
  /** The environment with its number, in the addresses too. */
  env: Env
  /** Frees it for the process that is about to listen there. */
  release: () => Promise<void>
}

/** How many ports are tried for 0: another program may take one between the question and the answer. */
const TRIES = 20

/**
 * Takes the port that the environment names, or any for 0, and holds it while the rest is prepared, so that no other
 * program has it when the web process comes to listen. Throws with the name of the variable when it is taken, which is
 * better said at once than after a minute of preparation.
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
  // Whoever comes before we serve is sent away at once instead of left waiting.
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
