/**
 * A worker process whose jobs can be killed midway: `slow` records its process id and takes as many milliseconds
 * as its payload states. Arguments: URL of the database, pause between sweeps in milliseconds,
 * temporary folder.
 * It writes the end of a job over the connections of its session, as a real job does.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { openPool } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { runWorker } from '~/server/worker/run-worker'

// As in the real worker: the runner does not wait for its bookkeeping.
process.on('unhandledRejection', () => {})
const [databaseUrl = '', sweepMs, tempDir = ''] = process.argv.slice(2)
const pool = openPool(databaseUrl)
const slow = defineJob('slow', {
  schema: z.strictObject({ name: z.string(), milliseconds: z.array(z.number()) }),
  maxAttempts: 25,
  run: async ({ name, milliseconds }, { own, attempt }: { own: pg.Pool; attempt: number }) => {
    const { rows } = await pool.query('select count(*)::int as nth from run where job = $1', [name])
    const { nth } = rows[0] as { nth: number }
    const row = [name, nth, process.pid, attempt]
    await pool.query('insert into run (job, nth, pid, attempt) values ($1, $2, $3, $4)', row)
    await sleep(milliseconds[nth] ?? 0)
    await own.query('update run set ended_at = now() where job = $1 and nth = $2', [name, nth])
  },
})
const worker = runWorker({
  ...{ databaseUrl, concurrency: 2, sweepMs: Number(sweepMs), tempDir },
  taskList: (own) => ({
    slow: (payload, { job }) => slow.perform(payload, false, { own, attempt: job.attempts }),
  }),
  onStuck: () => process.exit(1),
})
await worker.ready
process.on('disconnect', () => process.exit(0))
process.send?.({ type: 'ready' })
