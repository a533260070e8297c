import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { log } from '~/platform/log.server'
import { freeOrphanedJobs, openLifelines } from './lifelines'

export interface WorkerOptions {
  databaseUrl: string
  pool: pg.Pool
  concurrency: number
  taskList: TaskList
  /** How often the jobs of dead workers are looked for. */
  sweepMs?: number
  onLost: (error: Error) => void
}

/** Runs jobs until `stop`: a graceful end waits for those that run. */
export async function runWorker(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const { databaseUrl, pool, concurrency, taskList, sweepMs = 15_000, onLost } = options
  const lifelines = await openLifelines(databaseUrl, onLost)
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked in the name of the pool, not of its workers (graphile-worker 0.17).
  events.on('pool:create', ({ workerPool }) => void lifelines.hold(workerPool.id).catch(onLost))
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    taskList,
    events,
    noHandleSignals: true,
    noPreparedStatements: false,
    pollInterval: 2000,
    logger: new Logger(() => (level, message, meta) => {
      const note = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
      log[note]({ job: (meta as { job?: { id?: string } } | undefined)?.job?.id }, message)
    }),
  })
  // A runner that has ended by itself does no work any more: the process must not look alive.
  runner.promise.catch(onLost)
  const sweep = () =>
    freeOrphanedJobs(pool).then(
      (dead) => dead.length > 0 && log.warn({ dead }, 'took over the jobs of workers that ended'),
      (error: unknown) => log.error({ err: error }, 'sweep failed'),
    )
  void sweep()
  const timer = setInterval(sweep, sweepMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await runner.stop()
      await lifelines.close()
    },
  }
}
