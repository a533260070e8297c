import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import { backOff } from '~/platform/back-off'
import { log } from '~/platform/log.server'
import { startSession } from './worker-session'

export interface WorkerOptions {
  databaseUrl: string
  concurrency: number
  /** Folder in which each session makes one for its jobs. */
  tempDir: string
  /**
   * Returns the job handlers, using the pool of one session, which is cut when the session loses its lock. `signal` aborts then,
   * and when the worker stops.
   */
  taskList: (pool: pg.Pool, tempDir: string, signal: AbortSignal) => TaskList
  /** Milliseconds between two searches for the jobs of dead workers. */
  sweepMs?: number
  /** Called when a job does not end after its session lost the lock: only ending the process stops it. */
  onStuck: (error: Error) => void
}

/** Milliseconds that the jobs of a lost session may take to end; all their queries are refused. */
const STUCK_AFTER_MS = 5 * 60_000

export interface RunningWorker {
  /** Resolves when the first session takes jobs. */
  ready: Promise<void>
  /** Aborts conversions and lets other running jobs finish; while the database is down there are none. */
  stop: () => Promise<void>
}

/**
 * Runs jobs until `stop`. While the database is down it retries with growing delays; when a session has lost its lock, the
 * next one begins after all jobs of the former have ended.
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
    /** Id of the former session's pool, which may still have locked jobs. */
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
