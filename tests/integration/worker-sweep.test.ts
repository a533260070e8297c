import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { freeOrphanedJobs } from '~/server/worker/lifelines'

const SWEEP_MS = 500
/** What a newcomer waits at most for work that a killed process had begun. */
const PROMISED_MS = 60_000

let pool: pg.Pool
let url: string
let close: () => Promise<void>
const children: ChildProcess[] = []

beforeAll(async () => {
  ;({ pool, url, close } = await testDatabase())
  await pool.query('create table run (job text, pid int, began_at timestamptz default now(), ended_at timestamptz)')
})
afterAll(async () => {
  for (const child of children) await kill(child)
  await close()
})

test('the job of a killed worker is run again by another, the job of a living one is left alone', async () => {
  const victim = await startWorker()
  await addJob('begun by the victim', [PROMISED_MS, 0])
  await vi.waitFor(async () => expect(await runsOf('begun by the victim')).toHaveLength(1), { timeout: 10_000 })

  const heir = await startWorker()
  const killedAt = Date.now()
  await kill(victim)
  // Long enough for many sweeps of the heir to find it locked; only the heir is left to take it.
  await addJob('long work of the heir', [8000])
  await vi.waitFor(
    async () => {
      const [, again] = await runsOf('begun by the victim')
      expect(again).toMatchObject({ pid: heir.pid, ended_at: expect.any(Date) })
    },
    { timeout: PROMISED_MS, interval: 100 },
  )
  expect(Date.now() - killedAt).toBeLessThan(PROMISED_MS)

  await vi.waitFor(async () => expect((await runsOf('long work of the heir'))[0]?.ended_at).toBeTruthy(), {
    timeout: 30_000,
  })
  expect(await runsOf('long work of the heir')).toHaveLength(1)
  expect(await runsOf('begun by the victim')).toHaveLength(2)
  await vi.waitFor(async () => expect((await pool.query('select 1 from graphile_worker.jobs')).rowCount).toBe(0))
})

test('a living worker is not dead to the sweep, a killed one is, and only once', async () => {
  const worker = await startWorker(PROMISED_MS)
  for (const child of children) if (child !== worker) await kill(child)
  await addJob('held', [PROMISED_MS])
  await vi.waitFor(async () => expect(await runsOf('held')).toHaveLength(1), { timeout: 10_000 })
  // The sweep spares what has only just been taken.
  await pool.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'")
  expect(await freeOrphanedJobs(pool)).toEqual([])
  await kill(worker)
  await vi.waitFor(async () => expect(await freeOrphanedJobs(pool)).toHaveLength(1), { timeout: 10_000 })
  expect(await freeOrphanedJobs(pool)).toEqual([])
})

async function startWorker(sweepMs = SWEEP_MS): Promise<ChildProcess> {
  const script = path.resolve(import.meta.dirname, '../support/slow-worker.ts')
  const child = fork(script, [url, String(sweepMs)], { execArgv: ['--import', 'tsx'] })
  children.push(child)
  const [message] = await once(child, 'message')
  expect(message).toEqual({ type: 'ready' })
  return child
}

const addJob = (name: string, milliseconds: number[]) =>
  pool.query("select graphile_worker.add_job('slow', $1::json)", [JSON.stringify({ name, milliseconds })])

const runsOf = async (name: string): Promise<{ pid: number; ended_at: Date | null }[]> =>
  (await pool.query('select pid, ended_at from run where job = $1 order by began_at', [name])).rows

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
