import { dispatchEvents } from '~/domain/audit/dispatch-events.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import { SUBSCRIBERS, type Subscribers } from './subscribers.server'

/** The job that enqueues each subscriber of `subscribers`, all in one transaction: all of them get the events, or none yet. */
export const dispatchTo = <Services>(subscribers: Subscribers<string, Services>) =>
  implementJob(dispatchEvents, {
    run: async ({ eventIds }, { db }: { db: Db }) => {
      const events = await db
        .selectFrom('auditEvent')
        .where('id', 'in', eventIds)
        .select(['id', 'type'])
        .orderBy('id')
        .execute()
      await inTransaction(db, async (trx) => {
        for (const subscriber of new Set(Object.values(subscribers).flat())) {
          const ids = events.filter(({ type }) => subscribers[type]?.includes(subscriber)).map(({ id }) => id)
          if (ids.length > 0) await enqueue(trx, subscriber, { eventIds: ids })
        }
      })
    },
  })

export const dispatchEventsJob = dispatchTo(SUBSCRIBERS)
