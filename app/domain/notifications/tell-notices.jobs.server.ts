import { z } from 'zod'
import { ensureSchedules } from '~/domain/notices/schedule.commands.server'
import { gatherDue } from '~/domain/notices/tell-notices.commands.server'
import { inTransaction } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import { enqueueAll } from '~/platform/queue.server'
import type { LetterServices } from './letters'
import { sendNoticesLetter } from './notices-letter.jobs.server'

/** People of one run; the others are due in the next one. */
const AT_ONCE = 500

/**
 * Gathers the notices that are to be told by letter now, each person in a transaction of its own, and enqueues their letters. The
 * worker asks for it every minute. Where mail is not set up nothing is noted as told.
 */
export const tellNotices = defineJob('tell_notices', {
  schema: z.object({}),
  maxAttempts: 1,
  key: () => 'tell_notices',
  queue: () => 'tell_notices',
  run: async (_payload, { db, mailer, zone, signal }: LetterServices & Interruptible) => {
    await inTransaction(db, (trx) => ensureSchedules(trx, zone))
    if (!mailer) return
    for (let n = 0; n < AT_ONCE; n++) {
      signal?.throwIfAborted()
      if (!(await gatherDue(db, (trx, letters) => enqueueAll(trx, sendNoticesLetter, letters)))) return
    }
  },
})
