import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'
import { startSession } from './worker-session'

export interface WorkerOptions {
  databaseUrl: string
  concurrency: number
  /** The folder in which each session has one of its own for its jobs. */
  tempDir: string
  /** The jobs, on the connections of one session: they work for as long as its lock is held, and no longer. */
  taskList: (pool: pg.Pool, tempDir: string) => TaskList
  /** How often the jobs of dead workers are looked for. */
  sweepMs?: number
  /** Told when a job that lost its lock does not come to its end: only the end of the process stops it. */
  onStuck: (error: Error) => void
}

/** How long the jobs of a lost session may take to come to their end, all their queries refused. */
const STUCK_AFTER_MS = 5 * 60_000

export interface RunningWorker {
  /** Resolves when jobs are taken for the first time. */
  ready: Promise<void>
  /** Lets the jobs that run come to their end; while the database is away there are none. */
  stop: () => Promise<void>
}

/**
 * Runs jobs until `stop`. While the database is away it waits, longer each time; a session whose lock was lost is over, and
 * the next begins when nothing of it runs any more.
 */
export function runWorker(options: WorkerOptions): RunningWorker {
  const stopping = new AbortController()
  let tellReady = () => {}
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve
  })
  const working = work()
  return {
    ready,
    stop: async () => {
      stopping.abort()
      await working
    },
  }

  async function work(): Promise<void> {
    let attempt = 0
    /** The pool whose jobs we may still hold. */
    let lost: string | undefined
    while (!stopping.signal.aborted) {
      try {
        const session = await startSession(options, lost)
        lost = session.poolId
        attempt = 0
        tellReady()
        const error = await session.over(stopping.signal)
        if (!error) return
        log.error({ err: error }, 'the database is gone; the jobs that ran are given back')
        await settled(session.ended)
      } catch (error) {
        if (attempt === 0) log.error({ err: error }, 'the worker waits for the database')
      }
      await backOff(attempt++, stopping.signal)
    }
  }

  async function settled(ended: Promise<unknown>): Promise<void> {
    const stuck = setTimeout(() => options.onStuck(new Error('a job does not end')), STUCK_AFTER_MS)
    await ended.finally(() => clearTimeout(stuck))
  }
}
