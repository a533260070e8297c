import { z } from 'zod'
import { guestClosedReason } from '~/domain/guests/guest'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { briefState } from '~/domain/intake/brief'
import { findBriefOfGuest, inviterOfGuest } from '~/domain/intake/briefs.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { pickText } from '~/platform/language'
import type { BriefLetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const GuestLetter = z.strictObject({
  guestId: z.uuid(),
  kind: z.enum(['invite', 'named', 'remind']),
  /** The audit event that it is sent for. */
  eventId: z.int(),
})

/**
 * Writes to a guest with the personal link: when they were invited, gave a name at an open link, or are reminded. Nothing while the
 * link opens nothing, and no reminder for a brief that takes nothing.
 */
export const sendGuestLetter = defineJob('send_guest_letter', {
  schema: GuestLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ eventId }) => `guest-letter:${eventId}`,
  run: send,
  onExhausted: ({ eventId }, { db }: BriefLetterServices) => giveUpLetter(db, keyOf(eventId)),
})

const keyOf = (eventId: number) => `guest-${eventId}`

async function send(
  { guestId, kind, eventId }: z.output<typeof GuestLetter>,
  { db, mailer, letterTexts, guestUrl, dateText }: BriefLetterServices,
): Promise<void> {
  const guest = mailer && (await findGuest(db, guestId))
  const brief = guest && (await findBriefOfGuest(db, guestId))
  const now = await dbNow(db)
  if (!guest || !brief || guestClosedReason(guest, now)) return
  if (kind === 'remind' && briefState(brief, now) !== 'open') return
  const { locale } = guest
  const t = letterTexts(locale)
  const facts = {
    name: (await inviterOfGuest(db, guestId)) ?? 'Vitrine',
    brief: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '',
  }
  const job = { job: sendGuestLetter.name, payload: { guestId, kind, eventId } }
  const envelope = { ...job, to: guest.email, subject: t(`brief_${kind}.subject`, facts), key: keyOf(eventId) }
  await sendLetter({ db, mailer }, envelope, {
    locale,
    paragraphs: [
      t('hello', { name: guest.name }),
      t(`brief_${kind}.text`, facts),
      ...(brief.dueAt ? [t('brief_due', { due: dateText(brief.dueAt, brief.zone, locale) })] : []),
    ],
    action: { label: t('brief_open'), url: guestUrl(guestId) },
    foot: t(kind === 'remind' ? 'brief_foot' : `brief_${kind}.foot`, facts),
  })
}
