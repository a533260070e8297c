import { z } from 'zod'
import type { Person } from '~/domain/identity/person'
import { CHANNELS, type Channel } from '~/domain/notices/notice'
import { NOTICE_TYPE_NAMES, type NoticeTypeName, typeOf, typesFor } from '~/domain/notices/notice-types.server'
import { ScheduleFields, scheduleIssue } from '~/domain/notices/preference'
import { chooseChannels } from '~/domain/notices/preferences.commands.server'
import { channelsOf, scheduleOf } from '~/domain/notices/preferences.queries.server'
import { changeSchedule, DEFAULT_HOUR } from '~/domain/notices/schedule.commands.server'
import type { Db } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { DomainError } from '~/platform/errors'
import { mailIsSetUp } from '~/platform/mail.server'

const Choice = z.enum(CHANNELS).optional()
type Choices = Record<NoticeTypeName, typeof Choice>

/** What the form of notices sends. */
export const NoticeChoices = z.strictObject({
  intent: z.literal('notices'),
  channels: z.strictObject(Object.fromEntries(NOTICE_TYPE_NAMES.map((type) => [type, Choice])) as Choices).optional(),
  ...ScheduleFields,
})

/** Stores what a person chose. Throws `form.invalid`, `form.required`. */
export async function chooseNotices(db: Db, person: Person, input: z.output<typeof NoticeChoices>): Promise<void> {
  const { channels = {}, intent: _, ...schedule } = input
  const issue = scheduleIssue(schedule)
  if (issue) throw new DomainError(issue, { field: 'quietTo' })
  await changeSchedule(db, person.id, schedule)
  await chooseChannels(db, person.id, channels)
}

/** What the form of notices begins with. */
export async function loadNoticePreferences(db: Db, person: Person, env: Env) {
  const channels: Record<NoticeTypeName, Channel> = await channelsOf(db, person.id)
  const none = { hour: DEFAULT_HOUR, zone: env.zone, quietFrom: null, quietTo: null }
  return {
    notices: {
      types: typesFor(person).map((type) => ({
        ...{ type, channel: channels[type], isAlwaysTold: typeOf(type).isAlwaysTold ?? false },
      })),
      schedule: (await scheduleOf(db, person.id)) ?? none,
      sendsMail: mailIsSetUp(env.mail),
    },
  }
}
