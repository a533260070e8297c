import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Channel } from './notice'
import { NOTICE_TYPE_NAMES, type NoticeTypeName, typeOf } from './notice-types.server'

/** Returns how a person is told of each type. */
export async function channelsOf(db: Db, personId: string): Promise<Record<NoticeTypeName, Channel>> {
  const rows = await db
    .selectFrom('noticePreference')
    .where('personId', '=', personId)
    .select(['type', 'channel'])
    .execute()
  const chosen = new Map(rows.map(({ type, channel }) => [type, channel]))
  return Object.fromEntries(
    NOTICE_TYPE_NAMES.map((type) => [type, chosen.get(type) ?? typeOf(type).channel]),
  ) as Record<NoticeTypeName, Channel>
}

/** When somebody gets letters. */
export interface Schedule {
  hour: number
  zone: string
  quietFrom: number | null
  quietTo: number | null
}

/** Returns when a person gets letters; undefined while they have not chosen, and no worker has yet chosen for them. */
export const scheduleOf = (db: Db, personId: string): Promise<Schedule | undefined> =>
  db
    .selectFrom('noticeSchedule')
    .where('personId', '=', personId)
    .select(['hour', 'zone', 'quietFrom', 'quietTo'])
    .executeTakeFirst()

/** Returns whether a token still ends something: whether letters of that type, or of the day, are sent. */
export async function sendsNoticeLetters(
  db: Db,
  { personId, of }: { personId: string; of: NoticeTypeName | 'daily' },
): Promise<boolean> {
  const person = await db.selectFrom('person').where('id', '=', personId).select(sql`1`.as('one')).executeTakeFirst()
  if (!person) return false
  const channels = await channelsOf(db, personId)
  if (of === 'daily') return Object.values(channels).includes('daily')
  return channels[of] === 'instant' || channels[of] === 'daily'
}
