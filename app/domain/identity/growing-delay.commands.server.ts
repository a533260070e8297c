// Ours: rate-limiter-flexible blocks for one fixed time, and here each further failure doubles the wait.
import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

/** The longest wait before the next attempt, in seconds, unless a limit sets another. */
const LONGEST_WAIT = 30

/** A count is reset this long after its last failure. */
const RESET_HOURS = 24

/** A count of failed attempts, and how the wait before the next attempt grows with it. */
export interface AttemptLimit {
  /** Identifies what is attempted and by whom: `unlock:<share>:<network>`. */
  key: string
  /** Failures that cost no wait; the next ones cost 1, 2, 4, 8 … seconds. */
  free: number
  /** The longest wait in seconds; `LONGEST_WAIT` when absent. */
  longest?: number
}

/** Returns the seconds to wait after this many failures in a row. */
export function waitAfter(failures: number, { free, longest = LONGEST_WAIT }: Omit<AttemptLimit, 'key'>): number {
  return failures <= free ? 0 : Math.min(longest, 2 ** (failures - free - 1))
}

/**
 * Counts one attempt under all `limits` before its outcome is known, because concurrent attempts would otherwise all read
 * the count before any of them raised it. Returns the seconds to wait before the next attempt, 0 for none.
 * Throws `throttled` with the `seconds` left of a limit's wait; the attempt is then counted under none.
 * Locks the counts in the order of `limits`, so put the one shared with others last.
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
  // An update that changes nothing, because on conflict only an update locks the existing row.
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

/** `count` selects the plural of the message. */
const throttled = (seconds: number) => new DomainError('throttled', { seconds, count: seconds })

/** Subtracts an attempt that succeeded from the counts, and ends their waits. */
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

/** Deletes all failures counted under these limits. */
export async function forgetAttempts(db: Db, limits: readonly AttemptLimit[]): Promise<void> {
  const keys = limits.map((limit) => limit.key)
  await inTransaction(db, (trx) => trx.deleteFrom('failedAttempt').where('key', 'in', keys).execute())
}

/** Deletes counts that were due for a reset over an hour ago. */
export async function clearFailedAttempts(db: Db): Promise<void> {
  const isOver = sql<boolean>`resets_at < clock_timestamp() - interval '1 hour'`
  await inTransaction(db, (trx) => trx.deleteFrom('failedAttempt').where(isOver).execute())
}
