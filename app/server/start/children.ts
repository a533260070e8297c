import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { log } from '~/platform/log.server'

const QUICK_MS = 10_000
const QUICK_DEATHS = 5

/** A process of ours that is started again when it dies, and gives up when it dies quickly again and again. */
export interface Child {
  ready: Promise<void>
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

const launch = (name: string, env: Record<string, string | undefined>): ChildProcess =>
  fork(path.join(import.meta.dirname, `${name}.js`), [], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  })

/** Runs `build/processes/<name>.js` once; `ready` when it has come to a good end, and rejects at any other. */
export function runToEnd(name: string, env: Record<string, string | undefined>): Child {
  const child = launch(name, env)
  const ready = new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${name} ended: ${code ?? signal}`))))
  })
  return { ready, stop: (signal) => end(child, signal) }
}

/** Resolves when a process has ended, which it is asked to. */
function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** Starts `build/processes/<name>.js` with `env`. `onGiveUp` is told when starting it again is pointless. */
export function keepRunning(
  name: string,
  env: Record<string, string | undefined>,
  onGiveUp: (name: string) => void,
): Child {
  let child: ChildProcess | undefined
  let stopping = false
  let quick = 0
  let tell: (ready: boolean) => void = () => {}
  const ready = new Promise<void>((resolve, reject) => {
    tell = (yes) => (yes ? resolve() : reject(new Error(`${name} did not start`)))
  })
  const begin = () => {
    const since = Date.now()
    child = launch(name, env)
    child.on('message', (message: { type?: string }) => message?.type === 'ready' && tell(true))
    child.on('error', (error) => log.error({ err: error, name }, 'a process could not be started or told'))
    child.on('exit', (code, signal) => {
      if (stopping) return
      quick = Date.now() - since < QUICK_MS ? quick + 1 : 1
      log.error({ name, code, signal }, 'a process ended by itself')
      if (quick >= QUICK_DEATHS) {
        tell(false)
        onGiveUp(name)
      } else setTimeout(() => !stopping && begin(), 200 * 2 ** quick)
    })
  }
  begin()
  return {
    ready,
    stop: (signal) => {
      stopping = true
      return child ? end(child, signal) : Promise.resolve()
    },
  }
}
