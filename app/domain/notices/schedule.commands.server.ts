import { type RawBuilder, sql } from 'kysely'
import { nextAt } from '~/domain/saved/next-at.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { NoticeTypeName } from './notice-types.server'
import { typeOf } from './notice-types.server'
import type { ScheduleInput } from './preference'

/** Minutes for which notices are collected into one letter where they are told at once. */
const COLLECTED_MINUTES = 2

/** The hour of the daily letter where nobody chose one. */
export const DEFAULT_HOUR = 8

/** SQL for the next daily letter after `now`; an hour that a change of clock skips means that after the gap. */
export const nextDigest = (hour: RawBuilder<unknown>, zone: RawBuilder<unknown>, now: RawBuilder<Date>) =>
  nextAt({ cadence: sql.val('daily'), weekday: sql.val(1), hour, zone }, now)

const [HOUR, ZONE] = [sql.ref('notice_schedule.hour'), sql.ref('notice_schedule.zone')]

/** SQL on `notice_schedule` for the next daily letter after now. */
export const NEXT_DIGEST = nextDigest(HOUR, ZONE, sql<Date>`now()`)

/** SQL on `notice_schedule` for the first instant from `at` on that is not in the quiet hours. */
export const afterQuiet = (at: RawBuilder<Date>): RawBuilder<Date> => sql<Date>`(select case
    when notice_schedule.quiet_from is null then ${at}
    when case when notice_schedule.quiet_from < notice_schedule.quiet_to
      then h >= notice_schedule.quiet_from and h < notice_schedule.quiet_to
      else h >= notice_schedule.quiet_from or h < notice_schedule.quiet_to end
    then (date_trunc('day', local) + make_interval(hours => notice_schedule.quiet_to::int,
      days => case when h >= notice_schedule.quiet_to then 1 else 0 end)) at time zone ${ZONE}
    else ${at} end
  from (select (${at}) at time zone ${ZONE} as local) as clock, lateral (select extract(hour from local) as h) as hours)`

/** Gives people who have none a schedule, in the zone of the installation. */
export async function ensureSchedules(trx: Tx, zone: string): Promise<void> {
  await sql`insert into notice_schedule (person_id, hour, zone, digest_at)
    select person.id, ${DEFAULT_HOUR}, ${zone}, ${nextDigest(sql.val(DEFAULT_HOUR), sql.val(zone), sql<Date>`now()`)}
    from person where not exists (select 1 from notice_schedule s where s.person_id = person.id)
    on conflict do nothing`.execute(trx)
}

/** Makes a letter due soon for those of `personIds` who are told of a type at once; in their quiet hours, after these. */
export async function letterSoon(trx: Tx, type: NoticeTypeName, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const soon = afterQuiet(sql<Date>`now() + make_interval(mins => ${COLLECTED_MINUTES})`)
  await sql`update notice_schedule set instant_at = least(instant_at, ${soon})
    where person_id = any(${personIds}::uuid[]) and coalesce((select chosen.channel from notice_preference chosen
      where chosen.person_id = notice_schedule.person_id and chosen.type = ${type}), ${typeOf(type).channel}) = 'instant'`.execute(
    trx,
  )
}

/** Changes when somebody gets letters. Throws `form.invalid` for a zone that the database does not know. */
export async function changeSchedule(db: Db, personId: string, input: ScheduleInput): Promise<void> {
  const { hour, zone, quietFrom = null, quietTo = null } = input
  const { rows } = await sql`select 1 from pg_timezone_names where name = ${zone}`.execute(db)
  if (rows.length === 0) throw new DomainError('form.invalid', { field: 'zone' })
  const digestAt = nextDigest(sql.val(hour), sql.val(zone), sql<Date>`now()`)
  await inTransaction(db, (trx) =>
    trx
      .insertInto('noticeSchedule')
      .values({ personId, hour, zone, quietFrom, quietTo, digestAt, instantAt: null })
      .onConflict((oc) => oc.column('personId').doUpdateSet({ hour, zone, quietFrom, quietTo, digestAt }))
      .execute(),
  )
}
