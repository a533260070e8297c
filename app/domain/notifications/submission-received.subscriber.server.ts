import { defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendCameLetter, sendReceiptLetter } from './submission-letters.jobs.server'

/** Enqueues the receipt of each submission to its guest, and the notice of it to who wrote the brief. */
export const submissionReceived = defineSubscriber('submission_received', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const letters = events.flatMap(({ subjectId }) => (subjectId ? [{ submissionId: subjectId }] : []))
    await inTransaction(db, async (trx) => {
      await enqueueAll(trx, sendReceiptLetter, letters)
      await enqueueAll(trx, sendCameLetter, letters)
    })
  },
})
