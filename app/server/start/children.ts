import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'

const QUICK_MS = 10_000
/** Attempts to start a process that has never been ready. */
const FIRST_TRIES = 5

/** A child process. */
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

/** Runs `build/processes/<name>.js` once; `ready` resolves when it exits with 0 and rejects otherwise. */
export function runToEnd(name: string, env: Record<string, string | undefined>): Child {
  const child = launch(name, env)
  const ready = new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${name} ended: ${code ?? signal}`))))
  })
  return { ready, stop: (signal) => end(child, signal) }
}

/** Sends a signal to a process and resolves when it has ended. */
function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/**
 * Starts `build/processes/<name>.js` with `env` and restarts it whenever it ends, with growing delays when it ends quickly.
 * Gives up, and calls `onGiveUp`, only on one that has never been ready, because retrying cannot correct a wrong setup.
 */
export function keepRunning(
  name: string,
  env: Record<string, string | undefined>,
  onGiveUp: (name: string) => void,
): Child {
  let child: ChildProcess | undefined
  let stopping = false
  let quick = 0
  let wasReady = false
  let tell: (ready: boolean) => void = () => {}
  const ready = new Promise<void>((resolve, reject) => {
    tell = (yes) => (yes ? resolve() : reject(new Error(`${name} did not start`)))
  })
  const begin = () => {
    const since = Date.now()
    child = launch(name, env)
    child.on('message', (message: { type?: string }) => {
      if (message?.type !== 'ready') return
      wasReady = true
      tell(true)
    })
    child.on('error', (error) => log.error({ err: error, name }, 'a process could not be started or told'))
    child.on('exit', (code, signal) => {
      if (stopping) return
      quick = Date.now() - since < QUICK_MS ? quick + 1 : 1
      log.error({ name, code, signal }, 'a process ended by itself')
      if (!wasReady && quick >= FIRST_TRIES) {
        tell(false)
        onGiveUp(name)
      } else void backOff(quick - 1).then(() => !stopping && begin())
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
