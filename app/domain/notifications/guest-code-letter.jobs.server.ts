import { z } from 'zod'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { dbNow } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { BriefLetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const GuestCodeLetter = z.strictObject({ guestId: z.uuid(), at: z.iso.datetime() })

/** Writes the code to a guest that their page asks for. It is derived when the letter is written, and is that of this moment. */
export const sendGuestCodeLetter = defineJob('send_guest_code_letter', {
  schema: GuestCodeLetter,
  maxAttempts: 5,
  key: ({ guestId, at }) => `guest-code-letter:${guestId}:${at}`,
  run: send,
})

async function send({ guestId, at }: z.output<typeof GuestCodeLetter>, services: BriefLetterServices): Promise<void> {
  const { db, mailer, letterTexts, guestCode, guestUrl } = services
  const guest = mailer && (await findGuest(db, guestId))
  if (!guest || guest.revokedAt) return
  const t = letterTexts(guest.locale)
  const code = guestCode(guestId, await dbNow(db))
  const envelope = { to: guest.email, subject: t('guest_code.subject', { code }), key: `guest-code-${guestId}-${at}` }
  await sendLetter(mailer, envelope, {
    locale: guest.locale,
    paragraphs: [t('hello', { name: guest.name }), t('guest_code.text', { code })],
    action: { label: t('guest_code.action'), url: guestUrl(guestId) },
    foot: t('guest_code.foot'),
  })
}
