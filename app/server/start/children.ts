import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'

const QUICK_MS = 10_000
/** How often a process that has never been ready is tried. */
const FIRST_TRIES = 5

/** A process of ours. */
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

/**
 * Starts `build/processes/<name>.js` with `env`, and again whenever it dies, for as long as we live: later and later when
 * it dies quickly. Only one that has never been ready is given up, and `onGiveUp` told: no waiting mends a start that is
 * wrong.
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
