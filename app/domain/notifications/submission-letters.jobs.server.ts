import { z } from 'zod'
import { guestClosedReason } from '~/domain/guests/guest'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { findBrief } from '~/domain/intake/briefs.queries.server'
import { findSubmission } from '~/domain/intake/submissions.queries.server'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import { dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { pickText } from '~/platform/language'
import type { BriefLetterServices } from './letters'
import { ownerOfBrief } from './owner-of-brief.queries.server'
import { sendLetter } from './send-letter.server'

const SubmissionLetter = z.strictObject({ submissionId: z.uuid() })

/** Files that a letter names; it says how many more there are. */
const MOST_NAMED = 100

const receiptKey = (submissionId: string) => `receipt-${submissionId}`
const cameKey = (submissionId: string) => `came-${submissionId}`

/** Writes to a guest what of theirs was received. */
export const sendReceiptLetter = defineJob('send_receipt_letter', {
  schema: SubmissionLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ submissionId }) => `receipt-letter:${submissionId}`,
  run: async ({ submissionId }, { db, mailer, letterTexts, guestUrl }: BriefLetterServices) => {
    const submission = mailer && (await findSubmission(db, submissionId))
    const guest = submission && (await findGuest(db, submission.guestId))
    const brief = submission && (await findBrief(db, submission.briefId))
    if (!guest || !brief || guestClosedReason(guest, await dbNow(db))) return
    const { locale } = guest
    const t = letterTexts(locale)
    const { files } = submission
    const facts = { brief: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '', count: files.length }
    const job = { job: sendReceiptLetter.name, payload: { submissionId } }
    const envelope = {
      ...job,
      to: guest.email,
      subject: t('brief_receipt.subject', facts),
      key: receiptKey(submissionId),
    }
    await sendLetter({ db, mailer }, envelope, {
      locale,
      paragraphs: [t('hello', { name: guest.name }), t('brief_receipt.text', facts)],
      items: files.slice(0, MOST_NAMED),
      more: files.length > MOST_NAMED ? t('new_matches.more', { count: files.length - MOST_NAMED }) : undefined,
      action: { label: t('brief_receipt.action'), url: guestUrl(guest.id) },
      foot: t('brief_foot', facts),
    })
  },
  onExhausted: ({ submissionId }, { db }: BriefLetterServices) => giveUpLetter(db, receiptKey(submissionId)),
})

/** Writes to who wrote a brief that files came, where the brief wants it told at once. */
export const sendCameLetter = defineJob('send_came_letter', {
  schema: SubmissionLetter,
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ submissionId }) => `came-letter:${submissionId}`,
  run: async ({ submissionId }, { db, mailer, letterTexts, briefUrl }: BriefLetterServices) => {
    const submission = mailer && (await findSubmission(db, submissionId))
    const brief = submission && (await findBrief(db, submission.briefId))
    const owner = brief && (await ownerOfBrief(db, brief.id))
    if (!owner || brief.notice !== 'instant') return
    const locale = owner.locale ?? 'en'
    const t = letterTexts(locale)
    const facts = {
      brief: pickText(brief.title, locale, brief.sourceLocale)?.value ?? '',
      ...{ name: submission.guestName, count: submission.files.length },
    }
    const job = { job: sendCameLetter.name, payload: { submissionId } }
    const envelope = { ...job, to: owner.email, subject: t('brief_came.subject', facts), key: cameKey(submissionId) }
    await sendLetter({ db, mailer }, envelope, {
      locale,
      paragraphs: [t('hello', { name: owner.name }), t('brief_came.text', facts)],
      quote: submission.message || undefined,
      items: submission.files.slice(0, MOST_NAMED),
      action: { label: t('brief_open'), url: briefUrl(brief.id) },
      foot: t('brief_came.foot', facts),
    })
  },
  onExhausted: ({ submissionId }, { db }: BriefLetterServices) => giveUpLetter(db, cameKey(submissionId)),
})
