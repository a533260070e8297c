import { z } from 'zod'
import { briefsThatRemind, briefsToTell, tellToday } from '~/domain/intake/brief-notices.commands.server'
import { findBrief } from '~/domain/intake/briefs.queries.server'
import { remindBeforeDeadline } from '~/domain/intake/remind.commands.server'
import { cameBetween } from '~/domain/intake/submissions.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { dbNow } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import { pickText } from '~/platform/language'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { BriefLetterServices } from './letters'
import { ownerOfBrief } from './owner-of-brief.queries.server'
import { sendLetter } from './send-letter.server'

const DayLetter = z.strictObject({ briefId: z.uuid(), after: z.iso.datetime(), until: z.iso.datetime() })

const keyOf = (briefId: string, until: string) => `brief-day-${briefId}-${+new Date(until)}`

/** Writes to who wrote a brief what came since the last daily notice. */
export const sendBriefDayLetter = defineJob('send_brief_day_letter', {
  schema: DayLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ briefId, until }) => `brief-day-letter:${briefId}:${until}`,
  run: async ({ briefId, after, until }, { db, mailer, letterTexts, briefUrl }: BriefLetterServices) => {
    const brief = mailer && (await findBrief(db, briefId))
    const owner = brief && (await ownerOfBrief(db, briefId))
    const came = owner ? await cameBetween(db, briefId, new Date(after), new Date(until)) : []
    if (!mailer || !brief || !owner || came.length === 0) return
    const locale = owner.locale ?? 'en'
    const t = letterTexts(locale)
    const count = came.reduce((sum, { files }) => sum + files, 0)
    const facts = { brief: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '', count }
    const envelope = {
      ...{ job: sendBriefDayLetter.name, payload: { briefId, after, until } },
      to: owner.email,
      subject: t('brief_day.subject', facts),
      key: keyOf(briefId, until),
    }
    await sendLetter({ db, mailer }, envelope, {
      locale,
      paragraphs: [t('hello', { name: owner.name }), t('brief_came.text', facts)],
      items: came.map(({ name, files }) => t('brief_day.line', { name, count: files })),
      action: { label: t('brief_open'), url: briefUrl(briefId) },
      foot: t('brief_came.foot', facts),
    })
  },
  onExhausted: ({ briefId, until }, { db }: BriefLetterServices) => giveUpLetter(db, keyOf(briefId, until)),
})

/**
 * Sends the daily notices and reminders of briefs that are due. The worker asks for it every hour. Where mail is not set up nothing is
 * noted, so that nothing is lost.
 */
export const goThroughBriefs = defineJob('go_through_briefs', {
  schema: z.object({}),
  maxAttempts: 1,
  key: () => 'go_through_briefs',
  queue: () => 'briefs',
  run: async (_payload, { db, mailer, signal }: BriefLetterServices & Interruptible) => {
    if (!mailer) return
    const now = await dbNow(db)
    const each = async (ids: string[], work: (id: string) => Promise<unknown>) => {
      for (const id of ids) {
        signal?.throwIfAborted()
        // The other briefs go on, and this one is tried again in an hour.
        await work(id).catch((error: unknown) => log.error({ err: error, briefId: id }, 'could not tell of a brief'))
      }
    }
    await each(await briefsToTell(db), (id) =>
      tellToday(db, id, now, (trx, notice) => enqueue(trx, sendBriefDayLetter, notice)),
    )
    await each(await briefsThatRemind(db), (id) => remindBeforeDeadline(db, id, now))
  },
})
