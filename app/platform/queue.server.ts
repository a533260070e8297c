import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from './db.server'
import type { JobDeclaration } from './jobs'

export interface EnqueueOptions {
  /** Delays the job by at least this many seconds. */
  afterSeconds?: number
  /** Instead of the job's own: lower runs first. */
  priority?: number
}

/** Adds a job in the caller's transaction, so that it exists only if the change that requires it commits. */
export async function enqueue<S extends z.ZodType>(
  trx: Tx,
  job: JobDeclaration<S>,
  payload: z.input<S>,
  options: EnqueueOptions = {},
): Promise<void> {
  await enqueueAll(trx, job, [payload], options)
}

/** Adds a job for each payload, in one statement. */
export async function enqueueAll<S extends z.ZodType>(
  trx: Tx,
  { name, maxAttempts, key, queue, priority = 0 }: JobDeclaration<S>,
  payloads: z.input<S>[],
  options: EnqueueOptions = {},
): Promise<void> {
  if (payloads.length === 0) return
  const texts = payloads.map((payload) => JSON.stringify(payload))
  const keys = payloads.map((payload) => key?.(payload) ?? null)
  const queues = payloads.map((payload) => queue?.(payload) ?? null)
  await sql`select graphile_worker.add_job(${name}::text, payload := job.payload::json, job_key := job.key, queue_name := job.queue,
    max_attempts := ${maxAttempts}::int, priority := ${options.priority ?? priority}::int,
    run_at := now() + make_interval(secs => ${options.afterSeconds ?? 0}))
    from unnest(${texts}::text[], ${keys}::text[], ${queues}::text[]) as job (payload, key, queue)`.execute(trx)
}

/**
 * Takes back the jobs of this name that wait, and returns how many: for a job that is about to do the work of all of them. What
 * they were enqueued for is committed.
 */
export async function takeBackWaiting(db: Db, { name }: Pick<JobDeclaration, 'name'>): Promise<number> {
  const { rows } = await sql`select id from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs
    where task_identifier = ${name} and locked_at is null and run_at <= now()))`.execute(db)
  return rows.length
}
