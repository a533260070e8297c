import { sql } from 'kysely'
import { z } from 'zod'
import { LETTER_ATTEMPTS } from '~/domain/letters/letter'
import { giveUpLetter } from '~/domain/letters/letters.commands.server'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { passwordContents } from './letter-contents'
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
  maxAttempts: LETTER_ATTEMPTS,
  key: ({ tokenId }) => `password-letter:${tokenId}`,
  run: send,
  onExhausted: ({ tokenId }, { db }: LetterServices) => giveUpLetter(db, keyOf(tokenId)),
})

async function send(
  { tokenId }: z.output<typeof PasswordLetter>,
  { db, mailer, letterTexts, passwordUrl }: LetterServices,
): Promise<void> {
  const found = mailer && (await findRecipient(db, tokenId))
  if (!found) return
  const locale = found.locale ?? 'en'
  const t = letterTexts(locale)
  const { purpose, byName, days } = found
  const { subject, ...contents } = passwordContents(t, purpose, {
    ...{ locale, reader: found.name, byName: byName ?? 'Vitrine', days },
  })
  const job = { job: sendPasswordLetter.name, payload: { tokenId } }
  await sendLetter(
    { db, mailer },
    { ...job, to: found.email, subject, key: keyOf(tokenId) },
    {
      ...contents,
      action: { label: t(`${purpose}.action`), url: passwordUrl(tokenId) },
    },
  )
}

const keyOf = (tokenId: string) => `password-${tokenId}`

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
