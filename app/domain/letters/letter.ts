/** Attempts at a letter: with the waits between them, four days. */
export const LETTER_ATTEMPTS = 25

/** The job that writes a letter, by which it is tried again. */
export interface LetterJob {
  job: string
  payload: Record<string, unknown>
}

/** What is known of a letter before it is tried. */
export interface BegunLetter extends LetterJob {
  key: string
  address: string
  subject: string
}

/** A letter as administrators see it. */
export interface UnsentLetter {
  key: string
  address: string
  subject: string
  state: 'waiting' | 'refused' | 'failed'
  attempts: number
  error: string | null
  createdAt: Date
  triedAt: Date | null
}

/** A refusal of an address by the mail server. */
export interface RefusedAddress {
  error: string | null
  at: Date
}
