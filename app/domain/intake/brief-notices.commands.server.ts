import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { localOf } from '~/platform/zoned-time'
import { lockBrief } from './lock-brief.server'

/** The hour of the day, in the zone of the brief, from which the daily notice is sent. */
const HOUR = 8

/** What a daily notice tells: the submissions after one instant, until another. */
export interface DueNotice {
  briefId: string
  after: string
  until: string
}

/** Returns the briefs that want a daily notice and have submissions that none has told yet. */
export async function briefsToTell(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('brief')
    .where('notice', '=', 'daily')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('submission')
          .select('submission.id')
          .whereRef('submission.briefId', '=', 'brief.id')
          .where(sql<boolean>`submission.submitted_at > coalesce(brief.told_at, brief.created_at)`),
      ),
    )
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Returns the open briefs with a deadline whose silent guests are reminded before it. */
export async function briefsThatRemind(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('brief')
    .where('closedAt', 'is', null)
    .where('remindsDays', 'is not', null)
    .where('dueAt', '>', sql<Date>`now()`)
    .where(sql<boolean>`now() >= due_at - make_interval(days => reminds_days)`)
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Notes that what came for a brief is told today, once it is morning there and unless something was told today already; `enqueue` gets
 * the notice in the same transaction. Of two that do this at once one does.
 */
export const tellToday = (
  db: Db,
  id: string,
  now: Date,
  enqueue: (trx: Tx, notice: DueNotice) => Promise<void>,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const brief = await lockBrief(trx, id)
    const { toldAt } = await trx.selectFrom('brief').where('id', '=', id).select('toldAt').executeTakeFirstOrThrow()
    const [day, time = ''] = localOf(now, brief.zone).split('T')
    const isToldToday = toldAt !== null && localOf(toldAt, brief.zone).startsWith(`${day}T`)
    if (brief.notice !== 'daily' || Number(time.slice(0, 2)) < HOUR || isToldToday) return
    await trx.updateTable('brief').set({ toldAt: now }).where('id', '=', id).execute()
    await enqueue(trx, {
      ...{ briefId: id, after: (toldAt ?? brief.createdAt).toISOString(), until: now.toISOString() },
    })
  })
