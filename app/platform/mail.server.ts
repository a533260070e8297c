import { createTransport } from 'nodemailer'
import { Resend } from 'resend'

export interface Mail {
  to: string
  subject: string
  html: string
  text: string
  /** Idempotency key: a mail with the same key is delivered once, even if the job runs again. */
  key: string
  /** Address at which one POST ends mails of this kind (RFC 8058); undefined for those that are sent once. */
  unsubscribe?: string
}

/** What makes mail programs offer their own button. */
const ONE_CLICK = 'List-Unsubscribe=One-Click'

/** Sends a mail; throws if it is not accepted. */
export type Mailer = (mail: Mail) => Promise<void>

export interface MailSettings {
  resendApiKey?: string
  smtpUrl?: string
  from: string
}

/** Returns whether mail can be sent. */
export const mailIsSetUp = ({ resendApiKey, smtpUrl }: MailSettings): boolean => !!(resendApiKey || smtpUrl)

/** Names of errors of Resend's API that no retry changes. */
const RESEND_REFUSALS = /^mail refused: (validation_error|invalid_to_address)/

/**
 * Returns whether an error of a mailer says that this letter will never be accepted: the server refused its address or contents with
 * a permanent reply (RFC 5321, 4.2.1). One about signing in or the sender is of the configuration, and retried.
 */
export function refusesForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (RESEND_REFUSALS.test(error.message)) return true
  const { command, responseCode } = error as Error & { command?: unknown; responseCode?: unknown }
  const isPermanent = typeof responseCode === 'number' && responseCode >= 550 && responseCode < 560
  return isPermanent && (command === 'RCPT TO' || command === 'DATA')
}

/** Returns the configured mailer: Resend's API or an SMTP server; undefined if neither is set. */
export function openMailer({ resendApiKey, smtpUrl, from }: MailSettings): Mailer | undefined {
  if (resendApiKey) {
    const resend = new Resend(resendApiKey)
    return async ({ key, unsubscribe, ...mail }) => {
      const headers = unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': ONE_CLICK }
        : undefined
      const { error } = await resend.emails.send({ from, ...mail, headers }, { idempotencyKey: key })
      if (error) throw new Error(`mail refused: ${error.name}: ${error.message}`)
    }
  }
  if (!smtpUrl) return undefined
  const transport = createTransport(smtpUrl)
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return async ({ key, unsubscribe, ...mail }) => {
    const listed = unsubscribe && {
      list: { unsubscribe: [{ url: unsubscribe, comment: '' }] },
      headers: { 'List-Unsubscribe-Post': ONE_CLICK },
    }
    await transport.sendMail({ from, ...mail, ...listed, messageId: `<${key}@${domain}>` })
  }
}
