import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { LetterServices } from './letters'
import { sendLetter } from './send-letter.server'

const PasswordLetter = z.strictObject({ tokenId: z.uuid() })

/**
 * Writes to somebody who is invited, or whose password an administrator lets them set anew, with the link that does it. A link
 * that was used, replaced or is over is not sent any more. The payload names the link's row; the token itself is derived
 * from it and the installation's secret when the letter is written, and is in no row, job or event.
 */
export const sendPasswordLetter = defineJob('send_password_letter', {
  schema: PasswordLetter,
  maxAttempts: 5,
  key: ({ tokenId }) => `password-letter:${tokenId}`,
  run: send,
})

async function send(
  { tokenId }: z.output<typeof PasswordLetter>,
  { db, mailer, letterTexts, passwordUrl }: LetterServices,
): Promise<void> {
  const found = mailer && (await findRecipient(db, tokenId))
  if (!found) return
  const locale = found.locale ?? 'en'
  const t = letterTexts(locale)
  const facts = { name: found.byName ?? 'Vitrine', count: found.days }
  const envelope = { to: found.email, subject: t(`${found.purpose}.subject`, facts), key: `password-${tokenId}` }
  await sendLetter(mailer, envelope, {
    locale,
    paragraphs: [t('hello', { name: found.name }), t(`${found.purpose}.text`, facts), t('good_for', facts)],
    action: { label: t(`${found.purpose}.action`), url: passwordUrl(tokenId) },
    foot: t(`${found.purpose}.foot`, facts),
  })
}

const findRecipient = (db: Db, tokenId: string) =>
  db
    .selectFrom('passwordToken as token')
    .innerJoin('person', 'person.id', 'token.personId')
    .leftJoin('person as maker', 'maker.id', 'token.createdBy')
    .where('token.id', '=', tokenId)
    .where('token.expiresAt', '>', sql<Date>`now()`)
    .where('person.disabledAt', 'is', null)
    .select(['token.purpose', 'person.email', 'person.name', 'person.locale', 'maker.name as byName'])
    .select(sql<number>`ceil(extract(epoch from token.expires_at - now()) / 86400)::int`.as('days'))
    .executeTakeFirst()
