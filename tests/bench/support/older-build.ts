import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { until } from '#tests/support/until'
import { freePort } from '../../../app/server/postgres/cluster'

/**
 * Starts the web process of another build of the product, in `folder`, beside the running one of `pid` and on its database.
 * Returns its process and port.
 */
export async function startOlderBuild(folder: string, pid: number): Promise<{ process: ChildProcess; port: number }> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean)
  const port = await freePort()
  const env = { ...Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))), PORT: String(port) }
  delete env.NODE_CHANNEL_FD // belongs to the other process
  const child = spawn(process.execPath, [path.join(folder, 'build/processes/web.js')], {
    ...{ cwd: folder, env, stdio: 'inherit' },
  })
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the build in ${folder} ended with ${child.exitCode}`)
    return fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
  })
  return { process: child, port }
}
