import type { SubmissionResult } from '@conform-to/react'

/** What the action of a guest's page answers when it leads nowhere. */
export interface PageAnswer {
  result?: SubmissionResult | null
  /** Seconds until the next attempt is accepted. */
  waitSeconds?: number
  /** A code was sent. */
  isSent?: boolean
}
