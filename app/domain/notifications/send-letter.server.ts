import type { LetterContents } from '#emails/letter'
import type { LetterJob } from '~/domain/letters/letter'
import { beginLetter, noteSent, noteUnsent } from '~/domain/letters/letters.commands.server'
import type { Db } from '~/platform/db.server'
import { type Mailer, refusesForGood } from '~/platform/mail.server'

interface Envelope extends LetterJob {
  /** The recipient's address. */
  to: string
  subject: string
  /** What administrators read in its place, where it says what only its reader may know. */
  keptSubject?: string
  /** Equal for retries of the same letter, so that it is delivered once. */
  key: string
  /** Where the recipient ends letters of this kind, by one POST (RFC 8058). */
  unsubscribe?: string
}

/**
 * Mails a letter as HTML and as plain text, and notes what became of it; its subject is its heading as well. Rejects when it may be
 * accepted later, so that its job is retried; a letter that the mail server refuses for good is noted as refused, and not tried again.
 */
export async function sendLetter(
  { db, mailer }: { db: Db; mailer: Mailer },
  { subject, keptSubject = subject, job, payload, ...envelope }: Envelope,
  contents: Omit<LetterContents, 'heading'>,
): Promise<void> {
  const { key, to } = envelope
  if (!(await beginLetter(db, { key, job, payload, address: to, subject: keptSubject }))) return
  try {
    // Loaded with the first letter: it would take a third of each start of a worker.
    const { renderedLetter } = await import('./rendered-letter.server')
    await mailer({ ...envelope, subject, ...(await renderedLetter({ ...contents, heading: subject })) })
  } catch (error) {
    const isRefused = refusesForGood(error)
    await noteUnsent(db, key, error instanceof Error ? error.message : String(error), isRefused)
    if (isRefused) return
    throw error
  }
  await noteSent(db, key)
}
