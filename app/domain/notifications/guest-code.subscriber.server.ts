import { defineSubscriber } from '~/domain/audit/events.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueueAll } from '~/platform/queue.server'
import { sendGuestCodeLetter } from './guest-code-letter.jobs.server'

/** Enqueues the letter with the code of a guest who asked for one. */
export const guestCodeLetter = defineSubscriber('guest_code', {
  maxAttempts: 5,
  receive: async (events, { db }: { db: Db }) => {
    const asked = await db
      .selectFrom('auditEvent')
      .select(['subjectId as guestId', 'at'])
      .where(
        'id',
        'in',
        events.map(({ id }) => id),
      )
      .$narrowType<{ guestId: string }>()
      .execute()
    await inTransaction(db, (trx) =>
      enqueueAll(
        trx,
        sendGuestCodeLetter,
        asked.map(({ guestId, at }) => ({ guestId, at: at.toISOString() })),
      ),
    )
  },
})
