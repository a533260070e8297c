import { z } from 'zod'
import { guestClosedReason } from '~/domain/guests/guest'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { findBriefOfGuest } from '~/domain/intake/briefs.queries.server'
import { reviewedFile } from '~/domain/intake/submissions.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { pickText } from '~/platform/language'
import type { BriefLetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const GuestOutcome = z.strictObject({
  stepId: z.int(),
  /** How many more files of the same guest had the same outcome in the same command. */
  others: z.int().min(0).default(0),
})

const keyOf = (stepId: number) => `guest-outcome-${stepId}`

/** Writes to a guest that a file was accepted, or what is to be changed of it. */
export const sendGuestOutcomeLetter = defineJob('send_guest_outcome_letter', {
  schema: GuestOutcome,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ stepId }) => `guest-outcome-letter:${stepId}`,
  run: async ({ stepId, others }, { db, mailer, letterTexts, guestUrl }: BriefLetterServices) => {
    const file = mailer && (await reviewedFile(db, stepId))
    const guest = file && (await findGuest(db, file.guestId))
    const brief = guest && (await findBriefOfGuest(db, guest.id))
    if (!file || !brief || guestClosedReason(guest, await dbNow(db))) return
    const { locale } = guest
    const t = letterTexts(locale)
    const kind = file.toState === 'approved' ? 'brief_accepted' : 'brief_changes'
    const facts = { file: file.fileName, brief: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '' }
    const job = { job: sendGuestOutcomeLetter.name, payload: { stepId, others } }
    const envelope = { ...job, to: guest.email, subject: t(`${kind}.subject`, facts), key: keyOf(stepId) }
    await sendLetter({ db, mailer }, envelope, {
      locale,
      paragraphs: [
        t('hello', { name: guest.name }),
        t(`${kind}.text`, facts),
        ...(others > 0 ? [t('others', { count: others })] : []),
      ],
      quote: file.note ?? undefined,
      action: { label: t('brief_receipt.action'), url: guestUrl(guest.id) },
      foot: t('brief_foot', facts),
    })
  },
  onExhausted: ({ stepId }, { db }: BriefLetterServices) => giveUpLetter(db, keyOf(stepId)),
})
