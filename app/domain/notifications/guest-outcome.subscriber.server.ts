import { z } from 'zod'
import { defineSubscriber } from '~/domain/audit/events.server'
import { guestsOfSteps } from '~/domain/intake/submissions.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendGuestOutcomeLetter } from './guest-outcome-letter.jobs.server'

const ReviewFacts = z.object({ stepId: z.int() })

/** Enqueues one letter for each guest whose files were reviewed: about the first, with how many others had the same outcome. */
export const guestOutcome = defineSubscriber('guest_outcome', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const steps = await guestsOfSteps(
      db,
      events.map(({ facts }) => ReviewFacts.parse(facts).stepId),
    )
    const letters = new Map<string, { stepId: number; others: number }>()
    for (const { stepId, guestId } of steps) {
      const letter = letters.get(guestId)
      if (letter) letter.others++
      else letters.set(guestId, { stepId, others: 0 })
    }
    await inTransaction(db, (trx) => enqueueAll(trx, sendGuestOutcomeLetter, [...letters.values()]))
  },
})
