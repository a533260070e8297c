import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { openPool } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { WorkerOptions } from './run-worker'
import { makeWorkFolder, newWorkFolder, removeWorkFolder, sweepWorkFolders } from './work-folder'
import { freeOrphanedJobs, openLiveness, returnJobs } from './worker-liveness'

export interface WorkerSession {
  /** Id of the pool that locks the session's jobs. */
  poolId: string
  /** Resolves with the error that ended the session, or with undefined after `stop` once all its jobs have ended. */
  over: (stop: AbortSignal) => Promise<Error | undefined>
  /** Resolves when no job of a lost session runs any more. */
  ended: Promise<unknown>
}

/**
 * Runs jobs while it holds a lock. When the lock is lost, all connections of the session are cut at once, so that a job that
 * another worker may have taken over can write nothing more. Rejects when the database is down.
 */
export async function startSession(
  { databaseUrl, concurrency, tempDir, taskList, sweepMs = 15_000 }: WorkerOptions,
  lostPoolId?: string,
): Promise<WorkerSession> {
  let tellLost: (error: Error) => void = () => {}
  const lost = new Promise<Error>((resolve) => {
    tellLost = resolve
  })
  const { pool, cut } = openCuttablePool(databaseUrl, concurrency + 6)
  const liveness = await openLiveness(databaseUrl, tellLost).catch(async (error) => {
    await cut()
    throw error
  })
  let timer: NodeJS.Timeout | undefined
  const ending = new AbortController()
  const folder = newWorkFolder(tempDir)
  try {
    await liveness.hold(folder.name)
    await makeWorkFolder(folder)
    const swept = await sweepWorkFolders(pool, tempDir)
    if (swept.length) log.info({ swept: swept.length }, 'removed what killed workers left behind')
    if (lostPoolId) await returnJobs(pool, lostPoolId)
    let poolId = ''
    const runner = await takeJobs(pool, concurrency, taskList(pool, folder.path, ending.signal), (id) => {
      poolId = id
      void liveness.hold(id).catch(tellLost)
    })
    // A runner that ended by itself runs no more jobs, so the session is over; one that was stopped still settles its last jobs.
    runner.promise.then(() => ending.signal.aborted || tellLost(new Error('the runner has ended')), tellLost)
    const sweep = () =>
      freeOrphanedJobs(pool).then(
        (dead) => dead.length > 0 && log.warn({ dead }, 'took over the jobs of workers that ended'),
        (error: unknown) => log.error({ err: error }, 'sweep failed'),
      )
    void sweep()
    timer = setInterval(sweep, sweepMs)
    const ended = lost.then(async () => {
      clearInterval(timer)
      ending.abort(new Error('the session of the worker is lost'))
      await Promise.allSettled([cut(), liveness.close(), runner.stop()])
      await removeWorkFolder(folder)
    })
    return {
      poolId,
      ended,
      over: async (stop) => {
        const stopped = new Promise<undefined>((resolve) => {
          if (stop.aborted) resolve(undefined)
          stop.addEventListener('abort', () => resolve(undefined), { once: true })
        })
        const error = await Promise.race([lost, stopped])
        if (error) return error
        clearInterval(timer)
        ending.abort(new Error('the worker stops'))
        // The lock may still be lost while the last jobs run; their connections are then cut as above.
        await runner.stop().catch(() => {})
        // The runner does not wait until those that failed are unlocked; otherwise they would wait for a sweep.
        await pool.query('select graphile_worker.force_unlock_workers($1)', [[poolId]]).catch(() => {})
        await removeWorkFolder(folder)
        await liveness.close().catch(() => {})
        await pool.end().catch(() => {})
        return undefined
      },
    }
  } catch (error) {
    clearInterval(timer)
    await Promise.allSettled([cut(), liveness.close(), removeWorkFolder(folder)])
    throw error
  }
}

/** Starts the runner; calls `onName` with the id that its jobs are locked by, before the first is taken. */
function takeJobs(
  pgPool: pg.Pool,
  concurrency: number,
  taskList: TaskList,
  onName: (poolId: string) => void,
): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked by the id of the pool, not of its workers (graphile-worker 0.17).
  events.on('pool:create', ({ workerPool }) => onName(workerPool.id))
  return run({
    ...{ pgPool, concurrency, taskList, events },
    ...{ noHandleSignals: true, noPreparedStatements: false, pollInterval: 2000 },
    logger: new Logger(() => (level, message, meta) => {
      const note = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
      log[note]({ job: (meta as { job?: { id?: string } } | undefined)?.job?.id }, message)
    }),
  })
}

/** Opens a pool, with `cut` to break all its connections at once: queries in progress reject, and no new ones are made. */
function openCuttablePool(databaseUrl: string, max: number): { pool: pg.Pool; cut: () => Promise<void> } {
  const pool = openPool(databaseUrl, { max, statementTimeoutMs: 0 })
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => void clients.add(client))
  pool.on('remove', (client) => void clients.delete(client))
  return {
    pool,
    cut: async () => {
      if (!pool.ending) void pool.end().catch(() => {})
      // Ending a client with a query in progress closes its socket without waiting (pg 8).
      await Promise.allSettled([...clients].map((client) => (client as unknown as pg.Client).end()))
    },
  }
}
