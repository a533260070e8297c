/**
 * A worker process whose jobs can be killed in the middle: `slow` writes down who runs it and takes as many milliseconds
 * as its payload says. Arguments: address of the database, pause between sweeps in milliseconds.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool } from '~/platform/db.server'
import { runWorker } from '~/server/worker/run-worker'

const [databaseUrl = '', sweepMs] = process.argv.slice(2)
const pool = openPool(databaseUrl)
await runWorker({
  ...{ databaseUrl, pool, concurrency: 2, sweepMs: Number(sweepMs) },
  taskList: {
    slow: async (payload, { job }) => {
      const { name, milliseconds } = payload as { name: string; milliseconds: number[] }
      await pool.query('insert into run (job, pid) values ($1, $2)', [name, process.pid])
      await sleep(milliseconds[job.attempts - 1] ?? 0)
      await pool.query('update run set ended_at = now() where job = $1 and pid = $2', [name, process.pid])
    },
  },
  onLost: () => process.exit(1),
})
process.on('disconnect', () => process.exit(0))
process.send?.({ type: 'ready' })
