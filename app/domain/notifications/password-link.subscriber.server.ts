import { z } from 'zod'
import { defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendPasswordLetter } from './password-letter.jobs.server'

const LinkFacts = z.object({
  /** Whether a letter carries the link; else who asked for it was shown it and hands it over. */
  byMail: z.boolean(),
})

/** Enqueues the letter with the link of a person who is invited or whose password is reset. */
export const passwordLink = defineSubscriber('password_link', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const mailed = events.filter(({ facts }) => LinkFacts.parse(facts).byMail)
    if (mailed.length === 0) return
    const links = await findLinks(
      db,
      mailed.map(({ id }) => id),
    )
    await inTransaction(db, (trx) => enqueueAll(trx, sendPasswordLetter, links))
  },
})

/**
 * The links that were made in the transactions of events, unless they were used or replaced since. Both rows carry the time
 * of their transaction: the audit log, which administrators read and export, names nothing from which a link is derived.
 */
const findLinks = (db: Db, eventIds: number[]) =>
  db
    .selectFrom('auditEvent as event')
    .innerJoin('passwordToken as token', 'token.createdAt', 'event.at')
    .where('event.id', 'in', eventIds)
    .whereRef('event.subjectId', '=', (eb) => eb.cast<string>('token.personId', 'text'))
    .select('token.id as tokenId')
    .execute()
