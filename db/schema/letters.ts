import type { Generated, JSONColumnType } from 'kysely'

/** What became of a letter. */
export interface LetterTable {
  /** Its idempotency key. */
  key: string
  /** The job that writes and sends it, with its payload. */
  job: string
  payload: JSONColumnType<Record<string, unknown>, string, string>
  address: string
  subject: string
  /** Waiting for a further try, accepted by the mail server, refused by it for good, or given up. */
  state: Generated<'waiting' | 'sent' | 'refused' | 'failed'>
  attempts: Generated<number>
  /** What the mail server said last. */
  error: string | null
  createdAt: Generated<Date>
  triedAt: Date | null
  sentAt: Date | null
}
