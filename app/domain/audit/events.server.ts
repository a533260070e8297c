import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob, type Job } from '~/platform/jobs'
import type { AuditType } from './audit'

/** What a subscriber is given: an event as it was recorded. */
export interface AuditEvent {
  id: number
  at: Date
  type: AuditType
  actorId: string | null
  actorName: string
  subjectKind: string | null
  subjectId: string | null
  subjectName: string | null
  facts: Record<string, unknown>
}

/** The events of one act, such as an approval of many assets: they were recorded together and are delivered together. */
export const EventsOfAnAct = z.strictObject({ eventIds: z.array(z.int().positive()).min(1) })

export type Subscriber<Services> = Job<typeof EventsOfAnAct, Services>

/**
 * A subscriber is a job of its own, so that it is delivered at least once and fails, and is retried, without the others.
 * One that does something for each event that cannot be repeated enqueues a job for each, in one transaction.
 */
export const defineSubscriber = <Services extends { db: Db }>(
  name: string,
  {
    maxAttempts,
    receive,
  }: { maxAttempts: number; receive: (events: AuditEvent[], services: Services) => Promise<void> },
): Subscriber<Services> =>
  defineJob(name, {
    schema: EventsOfAnAct,
    maxAttempts,
    key: ({ eventIds }) => `${name}:${eventIds[0]}`,
    run: async ({ eventIds }, services: Services) => receive(await findEvents(services.db, eventIds), services),
  })

/** Events by their ids, in the order in which they were recorded. */
async function findEvents(db: Db, ids: number[]): Promise<AuditEvent[]> {
  const rows = await db
    .selectFrom('auditEvent')
    .where('id', 'in', ids)
    .select(['id', 'at', 'actorId', 'actorName', 'subjectKind', 'subjectId', 'subjectName', 'type', 'facts'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, type: row.type as AuditType }))
}
