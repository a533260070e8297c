import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { recordAll, SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { guestSubject } from '~/domain/guests/guests.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Brief, briefState, REMINDED_HOURS } from './brief'
import { lockBrief } from './lock-brief.server'

/**
 * Reminds the guests of a brief who submitted nothing, whose links are open, and who were not reminded within the last hours: records
 * `guest.reminded`, by which letters are sent. Returns how many. Throws `brief.unknown`, `brief.closed`.
 */
export const remindSilent = (db: Db, by: Actor, briefId: string, now: Date): Promise<number> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    if (briefState(brief, now) !== 'open') throw new DomainError('brief.closed')
    const rested = sql<boolean>`(brief_guest.reminded_at is null
      or brief_guest.reminded_at < now() - make_interval(hours => ${REMINDED_HOURS}))`
    return remind(trx, by, brief, { where: rested })
  })

/**
 * Reminds the silent guests of a brief whose day of reminding has come, each once for a deadline; not those who were invited after that
 * day. Returns how many.
 */
export const remindBeforeDeadline = (db: Db, briefId: string, now: Date): Promise<number> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, briefId)
    const { dueAt, remindsDays } = brief
    if (!dueAt || !remindsDays || briefState(brief, now) !== 'open') return 0
    const from = sql<Date>`${dueAt}::timestamptz - make_interval(days => ${remindsDays})`
    const isDue = sql<boolean>`now() >= ${from} and guest.created_at < ${from}
      and brief_guest.reminded_for is distinct from ${dueAt}`
    return remind(trx, SYSTEM, brief, { where: isDue, remindedFor: dueAt })
  })

async function remind(
  trx: Tx,
  by: Actor,
  brief: Brief,
  { where, remindedFor }: { where: ReturnType<typeof sql<boolean>>; remindedFor?: Date },
): Promise<number> {
  const guests = await trx
    .selectFrom('briefGuest')
    .innerJoin('guest', 'guest.id', 'briefGuest.guestId')
    .where('briefGuest.briefId', '=', brief.id)
    .where('guest.revokedAt', 'is', null)
    .where('guest.expiresAt', '>', sql<Date>`now()`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('submission').select('submission.id').whereRef('submission.guestId', '=', 'guest.id'))),
    )
    .where(where)
    .select(['guest.id', 'guest.name'])
    .orderBy('guest.id')
    .execute()
  if (guests.length === 0) return 0
  await trx
    .updateTable('briefGuest')
    .set({ remindedAt: sql<Date>`now()`, ...(remindedFor && { remindedFor }) })
    .where(sql<boolean>`guest_id = any(${guests.map(({ id }) => id)}::uuid[])`)
    .execute()
  await recordAll(
    trx,
    by,
    'guest.reminded',
    guests.map((guest) => ({ subject: guestSubject(guest), facts: { briefId: brief.id } })),
  )
  return guests.length
}
