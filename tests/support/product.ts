import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const READY = /Vitrine is ready at (http:\S+)/
const PATIENCE_MS = 300_000

export interface Product {
  baseUrl: string
  /** The process that `npm start` runs. */
  process: ChildProcess
  output: () => string
  /** Stops it as Ctrl-C does; returns the exit code. */
  stop: () => Promise<number | null>
}

/** Starts the built product the way `npm start` does, on a free port, with its own data folder. */
export async function startProduct(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const child = launch(dataDir, env)
  let output = ''
  child.stdout!.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr!.on('data', (chunk: Buffer) => {
    output += chunk
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const found = READY.exec(output)?.[1]
      if (found && output.includes('Ctrl-C')) resolve(found)
    })
    child.on('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)))
    setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), PATIENCE_MS).unref()
  })
  const baseUrl = await ready
  return {
    ...{ baseUrl, process: child, output: () => output },
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode
      child.kill('SIGINT')
      await once(child, 'exit')
      return child.exitCode
    },
  }
}

/** Launches the program without waiting, for tests of starts that fail. */
export function launch(dataDir: string, env: Record<string, string> = {}): ChildProcess {
  // The test runner sets variables of its own, BASE_URL among them.
  const { PATH, HOME, LANG, TMPDIR, WORKER_NICE } = process.env
  const inherited = { PATH, HOME, LANG, TMPDIR, WORKER_NICE }
  const variables = { ...inherited, PORT: '0', LOG_LEVEL: 'error', ...env, VITRINE_DATA: dataDir }
  return spawn(process.execPath, [path.join(root, 'app/server/bootstrap.mjs')], {
    cwd: root,
    env: variables as unknown as NodeJS.ProcessEnv,
    // The channel closes when the runner ends this test process, and the product stops as after Ctrl-C.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}
