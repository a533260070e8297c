import path from 'node:path'
import { sweepUploads } from '~/domain/assets/sweep-uploads.jobs.server'
import { emptyBin } from '~/domain/bin/empty-bin.jobs.server'
import { foldContentChanges } from '~/domain/delivery/content-version.commands.server'
import { clearFailedAttempts } from '~/domain/identity/growing-delay.commands.server'
import { clearSessions } from '~/domain/identity/sessions.commands.server'
import { sweepKitPlans } from '~/domain/kits/kit-plans.commands.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { type Db, inTransaction, isDatabaseOutage, openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv, unknownNames } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import { openStores } from '~/platform/storage/open.server'
import { runInBackground } from './background'
import { jobs } from './jobs'
import { runWorker } from './worker/run-worker'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

let working: ReturnType<typeof work> | undefined
let stopping = false

process.on('SIGTERM', () => stop(0))
process.on('SIGINT', () => stop(0))
process.on('disconnect', () => stop(0))
process.on('unhandledRejection', (error) => {
  // The job runner does not wait for its own bookkeeping, which fails with the connections that are cut.
  const isOutage = isDatabaseOutage(error) || String(error).includes('already been released to the pool')
  if (isOutage) log.warn({ err: error }, 'a job could not be settled')
  else log.error({ err: error }, 'unhandled rejection')
})
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception')
  stop(1)
})

runInBackground()
const env = readEnv()
// `npm start` has said it already.
if (!process.send) for (const name of unknownNames()) log.warn({ name }, 'no such variable is known')
working = work(env)
const { ready } = await working
await ready
log.info({ concurrency: env.workerConcurrency }, 'worker runs')
process.send?.({ type: 'ready' })

async function work(env: Env) {
  const { databaseUrl, workerConcurrency: concurrency } = env
  if (!databaseUrl) throw new Error('DATABASE_URL: required by the worker')
  const stores = await openStores(env)
  const worker = runWorker({
    ...{ databaseUrl, concurrency, tempDir: path.join(env.dataDir, 'tmp') },
    taskList: (pool, tempDir) => jobs({ db: openDatabase(pool), env, tempDir, ...stores }),
    onStuck: (error) => {
      log.fatal({ err: error }, 'a job that lost its lock goes on')
      process.exit(1)
    },
  })
  void worker.ready.then(() => tidyUp(openDatabase(openPool(databaseUrl, { max: 1 }))))
  return worker
}

/** What is asked for again and again, on a connection that comes back after an outage by itself. */
function tidyUp(db: Db): void {
  const tidy = () =>
    inTransaction(db, async (trx) => {
      for (const job of [sweepUploads, emptyBin, refreshRenditions]) await enqueue(trx, job, {})
    })
  void attempt('could not ask for tidying', tidy)
  every(HOUR_MS, 'could not ask for tidying', tidy)
  every(HOUR_MS, 'could not delete old plans of kits', () => sweepKitPlans(db))
  every(MINUTE_MS, 'could not fold the log of changes', () => foldContentChanges(db))
  every(MINUTE_MS, 'could not clear failed attempts', () => clearFailedAttempts(db))
  every(MINUTE_MS, 'could not clear sessions that are over', () => clearSessions(db))
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
  Promise.resolve(working)
    .then((worker) => worker?.stop())
    .then(
      () => process.exit(code),
      () => process.exit(1),
    )
}
