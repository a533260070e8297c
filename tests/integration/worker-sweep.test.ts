import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { freeOrphanedJobs } from '~/server/worker/worker-liveness'

const SWEEP_MS = 500
/** The longest time until another worker runs the job of a killed one. */
const PROMISED_MS = 60_000

let pool: pg.Pool
let url: string
let close: () => Promise<void>
const children: ChildProcess[] = []
let tempDir: string

beforeAll(async () => {
  ;({ pool, url, close } = await testDatabase())
  tempDir = await mkdtemp(path.join(os.tmpdir(), 'vitrine-work-'))
  await pool.query(
    'create table run (job text, nth int, pid int, attempt int, began_at timestamptz default now(), ended_at timestamptz)',
  )
})
afterAll(async () => {
  for (const child of children) await kill(child)
  await rm(tempDir, { recursive: true, force: true })
  await close()
})

test('the job of a killed worker is run again by another worker, the job of a running worker is not', async () => {
  const victim = await startWorker()
  await addJob('begun by the victim', [PROMISED_MS, 0])
  await vi.waitFor(async () => expect(await runsOf('begun by the victim')).toHaveLength(1), { timeout: 30_000 })

  const heir = await startWorker()
  const killedAt = Date.now()
  await kill(victim)
  // Long enough for many sweeps to find it locked; only the second worker is left to take it.
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

test('the sweep frees the jobs of a killed worker once, and none of a running one', async () => {
  const worker = await startWorker(PROMISED_MS)
  for (const child of children) if (child !== worker) await kill(child)
  await addJob('held', [PROMISED_MS])
  await vi.waitFor(async () => expect(await runsOf('held')).toHaveLength(1), { timeout: 30_000 })
  // The sweep ignores jobs that were taken only just now.
  await pool.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'")
  expect(await freeOrphanedJobs(pool)).toEqual([])
  await kill(worker)
  await vi.waitFor(async () => expect(await freeOrphanedJobs(pool)).toHaveLength(1), { timeout: 30_000 })
  expect(await freeOrphanedJobs(pool)).toEqual([])
})

/** Terminates connections as an administrator may: `the lock` the one that holds the lock of a worker, `all` all. */
const terminate = (which: 'the lock' | 'all', child?: ChildProcess) =>
  which === 'all'
    ? pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    : pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1
          and pid in (select pid from pg_locks where locktype = 'advisory')`,
        [`vitrine worker ${child!.pid}`],
      )

test('a worker that loses its lock writes no result of a job that another worker took over', async () => {
  for (const child of children) await kill(child)
  // Both are there before the job is, so that the start of neither takes of the time for which the job runs.
  const workers = [await startWorker(), await startWorker()]
  await addJob('begun by the loser', [9000, 0])
  await vi.waitFor(async () => expect(await runsOf('begun by the loser')).toHaveLength(1), { timeout: 30_000 })
  const [begun] = await runsOf('begun by the loser')
  const loser = workers.find((worker) => worker.pid === begun!.pid)!
  const heir = workers.find((worker) => worker !== loser)!
  // The sweep spares what has only just been taken.
  await pool.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'")
  expect((await terminate('the lock', loser)).rowCount).toBe(1)
  await vi.waitFor(
    async () => {
      const [first, again] = await runsOf('begun by the loser')
      expect(first).toMatchObject({ pid: loser.pid, ended_at: null })
      expect(again).toMatchObject({ pid: heir.pid, ended_at: expect.any(Date) })
    },
    { timeout: 60_000, interval: 100 },
  )
  await kill(heir)
  // By the time the first worker takes jobs again its sleep has ended, and it has written nothing.
  await addJob('after the loss', [0])
  await vi.waitFor(async () => expect((await runsOf('after the loss'))[0]).toMatchObject({ pid: loser.pid }), {
    timeout: 30_000,
  })
  expect((await runsOf('begun by the loser'))[0]).toMatchObject({ pid: loser.pid, ended_at: null })
})

test('a worker survives a database outage, which costs its jobs no attempt', async () => {
  for (const child of children) await kill(child)
  const worker = await startWorker()
  await addJob('through an outage', [1000, 0])
  await vi.waitFor(async () => expect(await runsOf('through an outage')).toHaveLength(1), { timeout: 30_000 })
  const name = new URL(url).pathname.slice(1)
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`alter database ${name} allow_connections false`)
  await terminate('all')
  await new Promise((resolve) => setTimeout(resolve, 3000))
  expect(worker.exitCode).toBeNull()
  await admin.query(`alter database ${name} allow_connections true`)
  await admin.end()
  await vi.waitFor(
    async () => {
      const [first, again] = await runsOf('through an outage')
      expect(first).toMatchObject({ ended_at: null })
      expect(again).toMatchObject({ pid: worker.pid, attempt: 1, ended_at: expect.any(Date) })
    },
    { timeout: 30_000, interval: 100 },
  )
})

test('a starting worker removes the temporary folders of killed workers, and none of running ones or of today', async () => {
  for (const child of children) await kill(child)
  const living = await startWorker()
  const [own] = await readdir(tempDir)
  const victim = await startWorker()
  await kill(victim)
  const long = new Date(Date.now() - 25 * 3_600_000)
  for (const name of ['work-old', 'work-new']) await mkdir(path.join(tempDir, name, 'inside'), { recursive: true })
  await utimes(path.join(tempDir, 'work-old'), long, long)
  expect((await readdir(tempDir)).length).toBeGreaterThanOrEqual(4)
  const next = await startWorker()
  const left = await readdir(tempDir)
  expect(left).toContain(own)
  expect(left).toContain('work-new')
  // Its own, that of the running worker and the folder of today.
  expect(left).toHaveLength(3)
  for (const worker of [living, next]) expect(worker.exitCode).toBeNull()
})

async function startWorker(sweepMs = SWEEP_MS): Promise<ChildProcess> {
  const script = path.resolve(import.meta.dirname, '../support/slow-worker.ts')
  const child = fork(script, [url, String(sweepMs), tempDir], { execArgv: ['--import', 'tsx'] })
  children.push(child)
  const [message] = await once(child, 'message')
  expect(message).toEqual({ type: 'ready' })
  return child
}

const addJob = (name: string, milliseconds: number[]) =>
  pool.query("select graphile_worker.add_job('slow', $1::json)", [JSON.stringify({ name, milliseconds })])

const runsOf = async (name: string): Promise<{ pid: number; attempt: number; ended_at: Date | null }[]> =>
  (await pool.query('select pid, attempt, ended_at from run where job = $1 order by began_at', [name])).rows

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
