import { render } from '@react-email/render'
import { Letter, type LetterContents } from '#emails/letter'
import type { Mailer } from '~/platform/mail.server'

interface Envelope {
  /** The recipient's address. */
  to: string
  subject: string
  /** Equal for retries of the same letter, so that it is delivered once. */
  key: string
  /** Where the recipient ends letters of this kind, by one POST (RFC 8058). */
  unsubscribe?: string
}

/** Mails a letter as HTML and as plain text; its subject is its heading as well. Rejects as the mailer does. */
export async function sendLetter(
  mailer: Mailer,
  { subject, ...envelope }: Envelope,
  contents: Omit<LetterContents, 'heading'>,
): Promise<void> {
  const letter = <Letter {...contents} heading={subject} />
  const [html, text] = await Promise.all([render(letter), render(letter, { plainText: true })])
  await mailer({ ...envelope, subject, html, text })
}
