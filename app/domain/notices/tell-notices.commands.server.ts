import { sql } from 'kysely'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { NOTICE_TYPE_NAMES, type NoticeTypeName, typeOf } from './notice-types.server'
import { channelsOf } from './preferences.queries.server'
import { afterQuiet, NEXT_DIGEST } from './schedule.commands.server'

/** A letter to be written about notices: those of one type that are told at once, or those of a day. */
export interface DueNotices {
  letterId: string
  personId: string
  of: NoticeTypeName | 'daily'
  /** The newest first. */
  noticeIds: string[]
}

/** Notices that letters of one run tell; how many more there are is not counted. */
const MOST_TOLD = 500

/** What was not told within these days is in the inbox only: of an outage, or since letters were chosen later. */
const FORGOTTEN_DAYS = 3

/**
 * Gathers what is due for one person, notes it as told, and gives `enqueue` the letters in the same transaction: all of it happens or
 * nothing. Two that run at once take different people. Returns false when nobody is due.
 */
export function gatherDue(db: Db, enqueue: (trx: Tx, letters: DueNotices[]) => Promise<void>): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const due = await lockDue(trx)
    if (!due) return false
    const { personId, isQuiet, isDaily, isInstant } = due
    await sql`update notice_schedule set
        instant_at = case when ${isInstant} then case when ${isQuiet} then ${afterQuiet(sql<Date>`now()`)} end else instant_at end,
        digest_at = case when ${isDaily} then ${NEXT_DIGEST} else digest_at end
      where person_id = ${personId}`.execute(trx)
    const channels = await channelsOf(trx, personId)
    const types = NOTICE_TYPE_NAMES.filter(
      (type) =>
        (isInstant && !isQuiet && channels[type] === 'instant' && !typeOf(type).hasOwnLetter) ||
        (isDaily && channels[type] === 'daily'),
    )
    const told = await noteTold(trx, personId, types)
    const letters = new Map<string, DueNotices>()
    for (const { id, type } of told) {
      const of = channels[type] === 'daily' ? 'daily' : type
      const letter = letters.get(of)
      if (letter) letter.noticeIds.push(id)
      else letters.set(of, { letterId: newId(), personId, of, noticeIds: [id] })
    }
    await enqueue(trx, [...letters.values()])
    return true
  })
}

async function lockDue(trx: Tx) {
  const { rows } = await sql<{ personId: string; isInstant: boolean; isDaily: boolean; isQuiet: boolean }>`
    select person_id as "personId", coalesce(instant_at <= now(), false) as "isInstant", digest_at <= now() as "isDaily",
      ${afterQuiet(sql<Date>`now()`)} > now() as "isQuiet"
    from notice_schedule where least(digest_at, instant_at) <= now()
    order by least(digest_at, instant_at) limit 1 for update skip locked`.execute(trx)
  return rows[0]
}

async function noteTold(
  trx: Tx,
  personId: string,
  types: readonly NoticeTypeName[],
): Promise<{ id: string; type: NoticeTypeName }[]> {
  if (types.length === 0) return []
  const { rows } = await sql<{ id: string; type: NoticeTypeName }>`
    with due as (select r.notice_id, notice.type, r.at from notice_reader r join notice on notice.id = r.notice_id
        join person on person.id = r.person_id and person.disabled_at is null
        where r.person_id = ${personId} and r.done_at is null and r.told_at is null
          and r.at > now() - make_interval(days => ${FORGOTTEN_DAYS}) and notice.type = any(${types}::text[])
        order by r.at desc limit ${MOST_TOLD}),
      told as (update notice_reader r set told_at = now() from due
        where r.person_id = ${personId} and r.notice_id = due.notice_id)
    select notice_id as id, type from due order by at desc, notice_id desc`.execute(trx)
  return rows
}
