import { z } from 'zod'
import { noteNewMatches } from '~/domain/saved/new-matches.commands.server'
import { dueSubscriptions } from '~/domain/saved/subscriptions.queries.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { LetterServices } from './letters'
import { sendNewMatchesLetter } from './new-matches-letter.jobs.server'

/** Subscriptions of one run; the others are due in the next one. */
const AT_ONCE = 500

/**
 * Looks what the searches of due subscriptions find anew, each in a transaction of its own, and enqueues their letters. The worker
 * asks for it every minute. Where mail is not set up nothing is noted, so that nothing is lost.
 */
export const tellNewMatches = defineJob('tell_new_matches', {
  schema: z.object({}),
  maxAttempts: 1,
  key: () => 'tell_new_matches',
  queue: () => 'new_matches',
  run: async (_payload, { db, mailer, signal }: LetterServices & Interruptible) => {
    if (!mailer) return
    for (const id of await dueSubscriptions(db, AT_ONCE)) {
      signal?.throwIfAborted()
      try {
        await noteNewMatches(db, id, (trx, letter) => enqueue(trx, sendNewMatchesLetter, letter))
      } catch (error) {
        // The letters of others go out, and this one is tried again in a minute.
        log.error({ err: error, subscriptionId: id }, 'could not look for new matches of a saved search')
      }
    }
  },
})
