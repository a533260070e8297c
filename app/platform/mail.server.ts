import { createTransport } from 'nodemailer'
import { Resend } from 'resend'

export interface Mail {
  to: string
  subject: string
  html: string
  text: string
  /** The same key is delivered once, however often the job runs. */
  key: string
}

/** Sends one mail or throws. */
export type Mailer = (mail: Mail) => Promise<void>

export interface MailSettings {
  resendApiKey?: string
  smtpUrl?: string
  from: string
}

/** Whether letters can be sent at all. */
export const mailIsSetUp = ({ resendApiKey, smtpUrl }: MailSettings): boolean => !!(resendApiKey || smtpUrl)

/** The mailer the environment asks for: Resend by its API, or any SMTP server; undefined when neither is set. */
export function openMailer({ resendApiKey, smtpUrl, from }: MailSettings): Mailer | undefined {
  if (resendApiKey) {
    const resend = new Resend(resendApiKey)
    return async ({ key, ...mail }) => {
      const { error } = await resend.emails.send({ from, ...mail }, { idempotencyKey: key })
      if (error) throw new Error(`mail refused: ${error.name}: ${error.message}`)
    }
  }
  if (!smtpUrl) return undefined
  const transport = createTransport(smtpUrl)
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return async ({ key, ...mail }) => {
    await transport.sendMail({ from, ...mail, messageId: `<${key}@${domain}>` })
  }
}
