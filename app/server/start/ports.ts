import { createServer } from 'node:net'
import type { Env } from '~/platform/env.server'
import { freePort } from '../postgres/cluster'

/**
 * The environment with a port that is free now: the one it names, or any for 0. Throws with the name of the variable when
 * it is taken, which is better said at once than after a minute of preparation.
 */
export async function withFreePort(env: Env): Promise<Env> {
  if (env.port !== 0) {
    await requireFreePort(env)
    return env
  }
  const port = await freePort()
  const put = (text: string) => text.replace(/:0$/, `:${port}`)
  return { ...env, port, baseUrl: put(env.baseUrl), allowedHosts: env.allowedHosts.map(put) }
}

function requireFreePort({ port, host }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => reject(new Error(explain(code, port, host))))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

const explain = (code: string | undefined, port: number, host: string) =>
  code === 'EADDRINUSE'
    ? `PORT: ${port} is taken by another program. Set PORT to a free one, such as PORT=${port + 1}.`
    : `PORT or HOST: cannot listen on ${host}:${port} (${code}).`
