import { foldContentChanges } from '~/domain/access/content-version.server'
import { SWEEP_UPLOADS } from '~/domain/assets/uploads.jobs.server'
import { EMPTY_BIN } from '~/domain/bin/purge.server'
import { clearFailedAttempts } from '~/domain/identity/growing-delay.server'
import { clearSessions } from '~/domain/identity/session-list.server'
import { sweepKitPlans } from '~/domain/packages/kit-store.server'
import { REFRESH_RENDITIONS } from '~/domain/renditions/refresh-renditions.server'
import { inTransaction, openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv, unknownNames } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import { openStores } from '~/platform/storage/open.server'
import { jobs } from './jobs'
import { runWorker } from './worker/run-worker'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let starting: ReturnType<typeof work> | undefined
let stopping = false

process.on('SIGTERM', () => stop(0))
process.on('SIGINT', () => stop(0))
process.on('disconnect', () => stop(0))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception')
  stop(1)
})

const env = readEnv()
// `npm start` has said it already.
if (!process.send) for (const name of unknownNames()) log.warn({ name }, 'no such variable is known')
starting = work(env)
await starting
log.info({ concurrency: env.workerConcurrency }, 'worker runs')
process.send?.({ type: 'ready' })

async function work(env: Env) {
  const { databaseUrl, workerConcurrency: concurrency } = env
  if (!databaseUrl) throw new Error('DATABASE_URL: required by the worker')
  const pool = openPool(databaseUrl, { max: concurrency + 6, statementTimeoutMs: 0 })
  const db = openDatabase(pool)
  const stores = await openStores(env)
  const worker = await runWorker({
    ...{ databaseUrl, pool, concurrency },
    taskList: jobs({ db, env, ...stores }),
    onLost: (error) => {
      if (stopping) return
      // Without its lifeline this worker's jobs would be given to another while it still runs them.
      log.fatal({ err: error }, 'the database is gone')
      process.exit(1)
    },
  })
  const tidy = () =>
    inTransaction(db, async (trx) => {
      for (const job of [SWEEP_UPLOADS, EMPTY_BIN, REFRESH_RENDITIONS])
        await enqueue(trx, job, {}, { key: job, maxAttempts: 1 })
    })
  void attempt('could not ask for tidying', tidy)
  every(HOUR_MS, 'could not ask for tidying', tidy)
  every(HOUR_MS, 'could not delete old plans of kits', () => sweepKitPlans(db))
  every(MINUTE_MS, 'could not fold the log of changes', () => foldContentChanges(db))
  every(MINUTE_MS, 'could not clear failed attempts', () => clearFailedAttempts(db))
  every(MINUTE_MS, 'could not clear sessions that are over', () => clearSessions(db))
  return worker
}

/** Does something again and again for as long as the process lives; a failure is logged as `failed` and tried at the next turn. */
function every(ms: number, failed: string, work: () => Promise<unknown>): void {
  setInterval(() => void attempt(failed, work), ms).unref()
}

/** A declaration, since the top of this module waits for `work` before it would come to a constant down here. */
function attempt(failed: string, work: () => Promise<unknown>): Promise<unknown> {
  return work().catch((error: unknown) => log.error({ err: error }, failed))
}

/** Lets the jobs that run come to their end, exits. */
function stop(code: number): void {
  if (stopping) return
  stopping = true
  Promise.resolve(starting)
    .then((worker) => worker?.stop())
    .then(
      () => process.exit(code),
      () => process.exit(1),
    )
}
