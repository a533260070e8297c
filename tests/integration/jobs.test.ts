import { Logger, runOnce } from 'graphile-worker'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '#tests/support/database'
import { untilWritten } from '#tests/support/jobs-written'
import { inspectUpload } from '~/domain/assets/inspect-upload.jobs.server'
import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { inTransaction, type Tx } from '~/platform/db.server'
import { readEnv } from '~/platform/env.server'
import { defineJob } from '~/platform/jobs'
import { type EnqueueOptions, enqueue, enqueueAll } from '~/platform/queue.server'
import { jobs, taskList, type WorkerServices } from '~/server/jobs'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query('delete from graphile_worker._private_jobs')
})

interface Counter {
  ran: number[]
  exhausted: number[]
}
const count = defineJob('count', {
  schema: z.strictObject({ n: z.number().int() }),
  maxAttempts: 2,
  key: ({ n }) => `count:${n}`,
  priority: 3,
  run: async ({ n }, { ran }: Counter) => {
    ran.push(n)
    if (n < 0) throw new Error('below zero')
  },
  onExhausted: async ({ n }, { exhausted }) => void exhausted.push(n),
})

async function work(): Promise<Counter> {
  const counter: Counter = { ran: [], exhausted: [] }
  await database.pool.query('update graphile_worker._private_jobs set run_at = now() where attempts > 0')
  await runOnce({
    ...{ pgPool: database.pool, taskList: taskList([count], counter), noPreparedStatements: true },
    logger: new Logger(() => () => {}),
  })
  await untilWritten(database.pool)
  return counter
}
const add = (n: number, options?: EnqueueOptions) =>
  inTransaction(database.db, (trx) => enqueue(trx, count, { n }, options))
const queue = async () =>
  (
    await database.pool.query(
      `select key, attempts, max_attempts, priority, last_error, run_at > now() + interval '50 seconds' as later
       from graphile_worker.jobs order by id`,
    )
  ).rows

test('a job takes its key, attempts and priority from its definition, the priority and time of one may differ', async () => {
  await add(1)
  await add(1)
  await add(2, { priority: 9, afterSeconds: 60 })
  expect(await queue()).toMatchObject([
    { key: 'count:1', max_attempts: 2, priority: 3, later: false },
    { key: 'count:2', max_attempts: 2, priority: 9, later: true },
  ])
  await inTransaction(database.db, (trx) => enqueueAll(trx, count, [{ n: 3 }, { n: 4 }]))
  expect((await work()).ran.sort()).toEqual([1, 3, 4])
})

test('a job that was enqueued in a transaction that is rolled back does not exist', async () => {
  const rolledBack = inTransaction(database.db, async (trx) => {
    await enqueue(trx, count, { n: 1 })
    throw new Error('rolled back')
  })
  await expect(rolledBack).rejects.toThrow('rolled back')
  expect(await queue()).toEqual([])
})

test('a job that fails is retried, and notes its failure after the last attempt alone', async () => {
  await add(-1)
  expect(await work()).toEqual({ ran: [-1], exhausted: [] })
  // The failure, with the time of the next attempt, may be written after the worker has ended.
  await expect.poll(queue).toMatchObject([{ last_error: expect.stringContaining('below zero') }])
  expect(await work()).toEqual({ ran: [-1], exhausted: [-1] })
  expect(await queue()).toMatchObject([{ attempts: 2, last_error: expect.stringContaining('below zero') }])
})

test('a job with a wrong payload does not run and leaves an error that names what is wrong', async () => {
  await database.pool.query(`select graphile_worker.add_job('count', '{"n": "one", "m": 1}', max_attempts := 1)`)
  expect(await work()).toEqual({ ran: [], exhausted: [] })
  const [failed] = await queue()
  expect(failed.attempts).toBe(1)
  expect(failed.last_error).toMatch(/wrong payload of job count: .*"m"/s)
  expect(failed.last_error).toMatch(/expected number/)
})

test('the worker knows all names under which jobs wait in installations', () => {
  const env = readEnv({ SESSION_SECRET: 'x'.repeat(32) })
  const known = Object.keys(jobs({ db: database.db, env, tempDir: '' } as WorkerServices))
  expect(known).toEqual(
    expect.arrayContaining([
      ...['inspect_upload', 'sweep_uploads', 'make_renditions', 'renew_credit', 'refresh_renditions'],
      ...['discard_renditions', 'empty_bin', 'tell_verdict', 'send_password_letter'],
    ]),
  )
})

test('a wrong payload does not compile', () => {
  const never = async (trx: Tx) => {
    await enqueue(trx, inspectUpload, { uploadId: 'an upload' })
    // @ts-expect-error the payload of another job
    await enqueue(trx, inspectUpload, { versionId: 'a version' })
    // @ts-expect-error a field too many
    await enqueue(trx, makeRenditions, { versionId: 'a version', preset: 'thumb' })
    // @ts-expect-error of another type
    await enqueue(trx, count, { n: 'one' })
    // @ts-expect-error nothing at all
    await enqueue(trx, count)
    // @ts-expect-error one of a set is wrong
    await enqueueAll(trx, count, [{ n: 1 }, {}])
    // @ts-expect-error a worker that lacks a service of the job
    taskList([count], { ran: [] })
  }
  expect(never).toBeInstanceOf(Function)
})
