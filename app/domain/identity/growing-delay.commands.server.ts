// Ours: rate-limiter-flexible blocks for one fixed time, and here each further failure doubles the wait.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** The longest wait before the next attempt, in seconds, unless a limit says otherwise. */
const LONGEST_WAIT = 30

/** Failures are forgotten when this long has passed since the last of them. */
const RESET_HOURS = 24

/** A count of failed attempts, and how the wait before the next attempt grows with it. */
export interface AttemptLimit {
  /** What is guarded and against whom: `unlock:<link>:<network>`. */
  key: string
  /** Failures without a wait; the next ones cost 1, 2, 4, 8 … seconds. */
  free: number
  /** Seconds; `LONGEST_WAIT` unless told. */
  longest?: number
}

/** Returns the seconds to wait after so many failures in a row. */
export function waitAfter(failures: number, { free, longest = LONGEST_WAIT }: Omit<AttemptLimit, 'key'>): number {
  return failures <= free ? 0 : Math.min(longest, 2 ** (failures - free - 1))
}

/**
 * Counts one attempt under all `limits`, before it is known whether it fails: attempts made at the same moment would
 * else all find the count untouched. Returns the seconds to wait before the next attempt, 0 for none.
 * Throws `throttled` with the `seconds` left while one of the limits has to wait; the attempt is then counted under none.
 * Locks the counts in the order of `limits`; name the one that others share last.
 */
export async function countAttempt(db: Db, limits: readonly AttemptLimit[]): Promise<number> {
  return inTransaction(db, async (trx) => {
    let longest = 0
    for (const limit of limits) longest = Math.max(longest, await countOne(trx, limit))
    return longest
  })
}

async function countOne(trx: Tx, limit: AttemptLimit): Promise<number> {
  const { key } = limit
  // An update that changes nothing, since only an update locks the row that is there already.
  const count = await trx
    .insertInto('failedAttempt')
    .values({ key })
    .onConflict((oc) => oc.column('key').doUpdateSet({ key }))
    .returning(['failures', 'retryAt', 'resetsAt', sql<Date>`clock_timestamp()`.as('now')])
    .executeTakeFirstOrThrow()
  const left = (count.retryAt.getTime() - count.now.getTime()) / 1000
  if (left > 0) throw throttled(Math.ceil(left))
  const failures = count.resetsAt <= count.now ? 1 : count.failures + 1
  const wait = waitAfter(failures, limit)
  await trx
    .updateTable('failedAttempt')
    .set({
      failures,
      retryAt: sql<Date>`clock_timestamp() + make_interval(secs => ${wait})`,
      resetsAt: sql<Date>`clock_timestamp() + make_interval(hours => ${RESET_HOURS})`,
    })
    .where('key', '=', key)
    .execute()
  return wait
}

/** `count` chooses the plural of the sentence. */
const throttled = (seconds: number) => new DomainError('throttled', { seconds, count: seconds })

/** Takes back the count and the wait of an attempt that succeeded. */
export async function takeBackAttempt(db: Db, limits: readonly AttemptLimit[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const { key } of limits)
      await trx
        .updateTable('failedAttempt')
        .set({ failures: sql<number>`greatest(failures - 1, 0)`, retryAt: sql<Date>`clock_timestamp()` })
        .where('key', '=', key)
        .execute()
  })
}

/** Forgets every failure under these limits. */
export async function forgetAttempts(db: Db, limits: readonly AttemptLimit[]): Promise<void> {
  const keys = limits.map((limit) => limit.key)
  await inTransaction(db, (trx) => trx.deleteFrom('failedAttempt').where('key', 'in', keys).execute())
}

/** Deletes the counts whose time is over. */
export async function clearFailedAttempts(db: Db): Promise<void> {
  const isOver = sql<boolean>`resets_at < clock_timestamp() - interval '1 hour'`
  await inTransaction(db, (trx) => trx.deleteFrom('failedAttempt').where(isOver).execute())
}
