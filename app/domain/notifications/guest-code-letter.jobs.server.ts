import { z } from 'zod'
import { findGuest } from '~/domain/guests/guests.queries.server'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
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
  onExhausted: ({ guestId, at }, { db }: BriefLetterServices) => giveUpLetter(db, keyOf(guestId, at)),
})

const keyOf = (guestId: string, at: string) => `guest-code-${guestId}-${at}`

async function send({ guestId, at }: z.output<typeof GuestCodeLetter>, services: BriefLetterServices): Promise<void> {
  const { db, mailer, letterTexts, guestCode, guestUrl } = services
  const guest = mailer && (await findGuest(db, guestId))
  if (!guest || guest.revokedAt) return
  const t = letterTexts(guest.locale)
  const code = guestCode(guestId, await dbNow(db))
  const job = { job: sendGuestCodeLetter.name, payload: { guestId, at } }
  const subject = t('guest_code.subject', { code })
  // The code itself is kept nowhere.
  const envelope = { ...job, to: guest.email, subject, keptSubject: t('guest_code.action'), key: keyOf(guestId, at) }
  await sendLetter({ db, mailer }, envelope, {
    locale: guest.locale,
    paragraphs: [t('hello', { name: guest.name }), t('guest_code.text', { code })],
    action: { label: t('guest_code.action'), url: guestUrl(guestId) },
    foot: t('guest_code.foot'),
  })
}
