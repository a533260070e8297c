import { sql } from 'kysely'
import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import type { JobDeclaration } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import { type BegunLetter, LETTER_ATTEMPTS } from './letter'

/** Longest answer of a mail server that is kept. */
const LONGEST_ERROR = 500
const SENT_KEPT_DAYS = 30
const UNSENT_KEPT_DAYS = 180

/** Notes that a letter is tried now. Returns whether it is to be sent: not when it was sent, or refused for good. */
export async function beginLetter(db: Db, letter: BegunLetter): Promise<boolean> {
  const { key, job, address, subject } = letter
  const payload = JSON.stringify(letter.payload)
  const row = await db
    .insertInto('letter')
    .values({ key, job, payload, address, subject, attempts: 1, triedAt: sql<Date>`now()` })
    .onConflict((oc) =>
      oc
        .column('key')
        .doUpdateSet({
          ...{ job, payload, address, subject, state: 'waiting', triedAt: sql<Date>`now()` },
          attempts: sql<number>`letter.attempts + 1`,
        })
        .where('letter.state', 'in', ['waiting', 'failed']),
    )
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that the mail server accepted a letter. */
export async function noteSent(db: Db, key: string): Promise<void> {
  await db
    .updateTable('letter')
    .set({ state: 'sent', error: null, sentAt: sql<Date>`now()` })
    .where('key', '=', key)
    .execute()
}

/** Notes what went wrong with an attempt, and whether the mail server refuses the letter for good. */
export async function noteUnsent(db: Db, key: string, error: string, isRefused: boolean): Promise<void> {
  await db
    .updateTable('letter')
    .set({ state: isRefused ? 'refused' : 'waiting', error: error.slice(0, LONGEST_ERROR) })
    .where('key', '=', key)
    .execute()
}

/** Notes that a letter is given up: the last attempt failed. */
export async function giveUpLetter(db: Db, key: string): Promise<void> {
  await db
    .updateTable('letter')
    .set({ state: 'failed' })
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .execute()
}

/** Tries letters that were not sent again: those of `keys`, or all that are not refused. Returns how many. */
export async function tryAgain(db: Db, keys?: readonly string[]): Promise<number> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .updateTable('letter')
      .set({ state: 'waiting' })
      .where('state', 'in', keys ? ['waiting', 'failed', 'refused'] : ['waiting', 'failed'])
      .$if(keys !== undefined, (query) => query.where('key', 'in', [...(keys ?? []), '']))
      .returning(['key', 'job', 'payload'])
      .execute()
    for (const { key, job, payload } of rows) {
      const declared: JobDeclaration = {
        ...{ name: job, schema: z.unknown(), maxAttempts: LETTER_ATTEMPTS, key: () => `letter-again:${key}` },
      }
      await enqueue(trx, declared, payload)
    }
    return rows.length
  })
}

/** Forgets letters that were sent a month ago, and all of half a year ago. */
export async function forgetLetters(db: Db): Promise<void> {
  await sql`delete from letter where created_at < now() - make_interval(days => ${SENT_KEPT_DAYS})
    and (state = 'sent' or created_at < now() - make_interval(days => ${UNSENT_KEPT_DAYS}))`.execute(db)
}
