import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { missingConverters } from '#tests/support/converters'
import { processesWith } from '#tests/support/processes'
import { until } from '#tests/support/until'
import { openWorld, type World } from '#tests/support/world'
import { openDatabase } from '~/platform/db.server'
import { readEnv } from '~/platform/env.server'
import { jobs } from '~/server/jobs'
import { runWorker } from '~/server/worker/run-worker'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Encapsulated PostScript that never ends. */
const ENDLESS = '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n{} loop\n'

test.skipIf(missingConverters.has('ghostscript'))(
  'a worker that stops aborts the conversion that runs, and gives its job back without counting the attempt',
  async () => {
    const taken = await world.takeInBytes(Buffer.from(ENDLESS), 'endless.eps')
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await world.pool.query(`update graphile_worker._private_jobs set max_attempts = 1`)
    const { folder: dataDir, storage, staging, url } = world
    const env = readEnv({ DATABASE_URL: url, SESSION_SECRET: world.sessionSecret, VITRINE_DATA: dataDir })
    const tempDir = path.join(dataDir, 'tmp')
    const worker = runWorker({
      ...{ databaseUrl: url, concurrency: 1, tempDir },
      taskList: (pool, folder, signal) =>
        jobs({ db: openDatabase(pool), env, storage, staging, tempDir: folder, signal }),
      onStuck: (error) => {
        throw error
      },
    })
    await worker.ready
    await until(async () => processesWith(tempDir).length > 0)
    await worker.stop()
    expect(processesWith(tempDir)).toEqual([])
    const { rows } = await world.pool.query(
      `select attempts, locked_by, run_at <= now() + interval '10 seconds' as soon from graphile_worker.jobs where key = $1`,
      [`renditions:${taken.versionId}`],
    )
    expect(rows).toEqual([{ attempts: 0, locked_by: null, soon: true }])
    const states = await world.pool.query('select state from rendition where version_id = $1', [taken.versionId])
    expect(states.rows).toEqual([])
  },
)
