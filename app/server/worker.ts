import { SWEEP_UPLOADS } from '~/domain/assets/uploads.jobs.server'
import { inTransaction, openDatabase, openPool } from '~/platform/db.server'
import { readEnv } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import { openStores } from '~/platform/storage/open.server'
import { jobs } from './jobs'
import { runWorker } from './worker/run-worker'

const HOUR_MS = 3_600_000

const env = readEnv()
if (!env.databaseUrl) throw new Error('DATABASE_URL: required by the worker')
const { databaseUrl, workerConcurrency: concurrency } = env
const pool = openPool(databaseUrl, { max: concurrency + 6, statementTimeoutMs: 0 })
const db = openDatabase(pool)

let stopping: Promise<void> | undefined
const stop = (code: number) => {
  stopping ??= worker.stop().finally(() => process.exit(code))
}
process.on('SIGTERM', () => stop(0))
process.on('SIGINT', () => stop(0))
process.on('disconnect', () => stop(0))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))

const worker = await runWorker({
  ...{ databaseUrl, pool, concurrency },
  taskList: jobs({ db, env, ...openStores(env) }),
  onLost: (error) => {
    // Without its lifeline this worker's jobs would be given to another while it still runs them.
    log.fatal({ err: error }, 'the database is gone')
    process.exit(1)
  },
})
const tidy = () =>
  inTransaction(db, (trx) => enqueue(trx, SWEEP_UPLOADS, {}, { key: SWEEP_UPLOADS, maxAttempts: 1 })).catch(
    (error: unknown) => log.error({ err: error }, 'could not ask for tidying'),
  )
void tidy()
setInterval(tidy, HOUR_MS).unref()
log.info({ concurrency }, 'worker runs')
process.send?.({ type: 'ready' })
