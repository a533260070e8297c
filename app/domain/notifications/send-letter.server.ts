import type { LetterContents } from '#emails/letter'
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
  // Loaded with the first letter: it would take a third of each start of a worker.
  const { renderedLetter } = await import('./rendered-letter.server')
  await mailer({ ...envelope, subject, ...(await renderedLetter({ ...contents, heading: subject })) })
}
