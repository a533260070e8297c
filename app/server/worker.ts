import path from 'node:path'
import { readAppearances } from '~/domain/appearances/read-appearances.jobs.server'
import { readTags } from '~/domain/assets/read-tags.jobs.server'
import { sweepUploads } from '~/domain/assets/sweep-uploads.jobs.server'
import { emptyBin } from '~/domain/bin/empty-bin.jobs.server'
import { settleItems } from '~/domain/collections/settle-items.jobs.server'
import { foldContentChanges } from '~/domain/delivery/content-version.commands.server'
import { hashPictures } from '~/domain/duplicates/hash-pictures.jobs.server'
import { tidyEmbedded } from '~/domain/embeds/tidy-embedded.jobs.server'
import { clearFailedAttempts } from '~/domain/identity/growing-delay.commands.server'
import { clearSessions } from '~/domain/identity/sessions.commands.server'
import { sweepGuestFiles } from '~/domain/intake/sweep-guest-files.jobs.server'
import { sweepKitPlans } from '~/domain/kits/kit-plans.commands.server'
import { forgetLetters } from '~/domain/letters/letters.commands.server'
import { tellRightsEnds } from '~/domain/notices/rights-ends.jobs.server'
import { goThroughBriefs } from '~/domain/notifications/brief-rounds.jobs.server'
import { tellNewMatches } from '~/domain/notifications/new-matches.jobs.server'
import { tellNotices } from '~/domain/notifications/tell-notices.jobs.server'
import { tidySized } from '~/domain/presets/tidy-sized.jobs.server'
import { storeConverters } from '~/domain/renditions/converters.commands.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { scrubStorage } from '~/domain/scrub/declared.jobs.server'
import { fillIndexJob } from '~/domain/search/index-assets.jobs.server'
import { trimSearchLogJob } from '~/domain/search/trim-search-log.jobs.server'
import { findConverters } from '~/platform/converters/found-programs.server'
import { isolationHere } from '~/platform/converters/isolation.server'
import { type Db, inTransaction, isDatabaseOutage, openDatabase, openPool } from '~/platform/db.server'
import { type Env, readEnv, unknownNames } from '~/platform/env.server'
import { log } from '~/platform/log.server'
import { mailIsSetUp } from '~/platform/mail.server'
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
  // graphile-worker does not await its own bookkeeping, which fails when its connections are cut.
  const isOutage = isDatabaseOutage(error) || String(error).includes('already been released to the pool')
  if (isOutage) log.warn({ err: error }, 'a job could not be settled')
  else log.error({ err: error }, 'unhandled rejection')
})
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception')
  stop(1)
})

const env = readEnv()
runInBackground(env.workerNice)
// Under `npm start`, the parent process has already logged these.
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
    taskList: (pool, tempDir, signal) => jobs({ db: openDatabase(pool), env, tempDir, signal, ...stores }),
    onStuck: (error) => {
      log.fatal({ err: error }, 'a job that lost its lock goes on')
      process.exit(1)
    },
  })
  void worker.ready.then(async () => {
    const db = openDatabase(openPool(databaseUrl, { max: 1 }))
    // Before the renditions are refreshed, which makes what was impossible without a converter.
    await attempt('could not look for converters', () => reportConverters(db))
    tidyUp(db)
    if (mailIsSetUp(env.mail)) askForLetters(db)
  })
  return worker
}

async function reportConverters(db: Db): Promise<void> {
  const [converters, isolation] = await Promise.all([findConverters(), isolationHere()])
  const possible = await storeConverters(db, { converters, isolation })
  if (possible) log.info({ renditions: possible }, 'renditions can be made whose converter was missing')
}

/** Runs periodic clean-up, on a pool that reconnects by itself after an outage. */
function tidyUp(db: Db): void {
  const tidy = () =>
    inTransaction(db, async (trx) => {
      for (const job of [
        sweepUploads,
        sweepGuestFiles,
        emptyBin,
        refreshRenditions,
        tidySized,
        hashPictures,
        readAppearances,
        fillIndexJob,
        trimSearchLogJob,
        settleItems,
        readTags,
        tidyEmbedded,
        scrubStorage,
        tellRightsEnds,
      ])
        await enqueue(trx, job, {})
    })
  void attempt('could not ask for tidying', tidy)
  every(HOUR_MS, 'could not ask for tidying', tidy)
  every(HOUR_MS, 'could not delete old plans of kits', () => sweepKitPlans(db))
  every(HOUR_MS, 'could not forget old letters', () => forgetLetters(db))
  every(MINUTE_MS, 'could not fold the log of changes', () => foldContentChanges(db))
  every(MINUTE_MS, 'could not clear failed attempts', () => clearFailedAttempts(db))
  every(MINUTE_MS, 'could not clear sessions that are over', () => clearSessions(db))
}

/** What saved searches find anew is looked for every minute: the letters of each reader are due at a time of their own. */
function askForLetters(db: Db): void {
  const ask = () => inTransaction(db, (trx) => enqueue(trx, tellNewMatches, {}))
  every(MINUTE_MS, 'could not look for new matches of saved searches', ask)
  every(MINUTE_MS, 'could not look for notices to tell', () =>
    inTransaction(db, (trx) => enqueue(trx, tellNotices, {})),
  )
  const goOn = () => inTransaction(db, (trx) => enqueue(trx, goThroughBriefs, {}))
  every(HOUR_MS, 'could not go through the briefs', goOn)
}

/** Runs `work` every `ms` milliseconds while the process lives; logs an error as `failed` and continues. */
function every(ms: number, failed: string, work: () => Promise<unknown>): void {
  setInterval(() => void attempt(failed, work), ms).unref()
}

/** A function declaration, because it is hoisted: the module awaits above, before a constant here would be initialised. */
function attempt(failed: string, work: () => Promise<unknown>): Promise<unknown> {
  return work().catch((error: unknown) => log.error({ err: error }, failed))
}

/** Aborts conversions, lets other running jobs finish, then exits. */
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
