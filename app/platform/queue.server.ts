import { sql } from 'kysely'
import type { Tx } from './db.server'

export interface JobOptions {
  /** Jobs of one key replace each other while waiting, so asking twice does the work once. */
  key?: string
  maxAttempts?: number
  /** Lower runs first; 0 by default. */
  priority?: number
  /** Runs no sooner than after so many seconds. */
  afterSeconds?: number
}

/** Adds a job in the caller's transaction: it exists exactly when the change that asked for it does. */
export async function enqueue(trx: Tx, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${name}::text, payload := ${JSON.stringify(payload)}::json,
    max_attempts := ${options.maxAttempts ?? 5}::int, job_key := ${options.key ?? null}::text,
    run_at := now() + make_interval(secs => ${options.afterSeconds ?? 0}),
    priority := ${options.priority ?? 0}::int)`.execute(trx)
}

/** The same for a set of payloads, in one statement; each becomes a job without a key. */
export async function enqueueAll(trx: Tx, name: string, payloads: object[]): Promise<void> {
  if (payloads.length === 0) return
  const texts = payloads.map((payload) => JSON.stringify(payload))
  await sql`select graphile_worker.add_job(${name}::text, payload := p::json, max_attempts := 5)
    from unnest(${texts}::text[]) as p`.execute(trx)
}
