import { z } from 'zod'
import type { Viewer } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { openNotices } from '~/domain/notices/inbox.queries.server'
import { noticeLine } from '~/domain/notices/notice-line'
import { NOTICE_TYPE_NAMES } from '~/domain/notices/notice-types.server'
import { channelsOf } from '~/domain/notices/preferences.queries.server'
import { type Db, dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { noticesContents } from './letter-contents'
import type { LetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const NoticesLetter = z.strictObject({
  letterId: z.uuid(),
  personId: z.uuid(),
  of: z.enum([...NOTICE_TYPE_NAMES, 'daily']),
  noticeIds: z.array(z.uuid()).min(1).max(500),
})

/** Notices that a letter names; it says how many more there are. */
const MOST_NAMED = 20

/**
 * Writes to somebody what is new in their inbox, as far as it is still open when the letter is written, they may see it then, and
 * they still want it by mail.
 */
export const sendNoticesLetter = defineJob('send_notices_letter', {
  schema: NoticesLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ letterId }) => `notices-letter:${letterId}`,
  run: send,
  onExhausted: ({ letterId }, { db }: LetterServices) => giveUpLetter(db, keyOf(letterId)),
})

const keyOf = (letterId: string) => `notices-${letterId}`

async function send(payload: z.output<typeof NoticesLetter>, services: LetterServices): Promise<void> {
  const { letterId, personId, of, noticeIds } = payload
  const { db, mailer, letterTexts, assetUrl, inboxUrl, endNoticesUrl, zone } = services
  const person = mailer && (await findReader(db, personId))
  if (!person) return
  const channels = await channelsOf(db, personId)
  const viewer: Viewer = { kind: 'staff', personId, name: person.name, role: person.role }
  const scope = { db, viewer, now: await dbNow(db), person, zone }
  const wanted = (type: string) => NOTICE_TYPE_NAMES.some((each) => each === type && isMailed(channels[each], of))
  const open = (await openNotices(scope, noticeIds)).filter(({ type }) => wanted(type))
  const locale = person.locale ?? 'en'
  const named = open.slice(0, MOST_NAMED)
  const assets = await staffAssets(
    scope,
    named.flatMap(({ assetId }) => assetId ?? []),
    locale,
  )
  const t = letterTexts(locale)
  const rows = named.map((notice) => {
    const asset = assets.find(({ id }) => id === notice.assetId)
    const title = notice.title ?? asset?.title ?? t(`inbox:type.${notice.type}.name`)
    return { type: notice.type, title, line: noticeLine(t, notice), url: asset ? assetUrl(asset.id) : inboxUrl() }
  })
  if (rows.length === 0) return
  const unsubscribe = endNoticesUrl(personId, of)
  const { subject, ...contents } = noticesContents(t, { locale, reader: person.name, rows, total: open.length })
  const job = { job: sendNoticesLetter.name, payload }
  const envelope = { ...job, to: person.email, subject, key: keyOf(letterId), unsubscribe }
  await sendLetter({ db, mailer }, envelope, {
    ...contents,
    action: { label: t('inbox:letter.action'), url: inboxUrl() },
    end: { label: t('inbox:letter.end'), url: unsubscribe },
  })
}

const isMailed = (channel: string, of: string): boolean =>
  of === 'daily' ? channel === 'daily' : channel === 'instant'

/** The reader, while they may sign in. */
const findReader = (db: Db, personId: string) =>
  db
    .selectFrom('person')
    .where('id', '=', personId)
    .where('disabledAt', 'is', null)
    .select(['id', 'name', 'email', 'role', 'locale'])
    .executeTakeFirst()
