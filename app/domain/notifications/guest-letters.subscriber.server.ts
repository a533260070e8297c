import { defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendGuestLetter } from './guest-letter.jobs.server'

const KINDS = { 'guest.invited': 'invite', 'guest.named': 'named', 'guest.reminded': 'remind' } as const

const kindOf = (type: string) => Object.entries(KINDS).find(([event]) => event === type)?.[1]

/** Enqueues a letter with the personal link for each guest who was invited, gave a name, or is reminded. */
export const guestLetters = defineSubscriber('guest_letters', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const letters = events.flatMap(({ id, type, subjectId }) => {
      const kind = kindOf(type)
      return kind && subjectId ? [{ guestId: subjectId, kind, eventId: id }] : []
    })
    await inTransaction(db, (trx) => enqueueAll(trx, sendGuestLetter, letters))
  },
})
