import type { TokenDelivery } from '~/domain/identity/password-tokens.commands.server'
import type { Env } from '~/platform/env.server'
import { mailIsSetUp } from '~/platform/mail.server'
import { urls } from '~/urls'

/** How links to set a password reach their people here: by letter, else by the hand of the administrator who sees them once. */
export function tokenDelivery({ sessionSecret, mail, baseUrl }: Env): TokenDelivery & {
  /** The address to hand over; undefined when a letter carries it. */
  linkOf(token: string): string | undefined
} {
  const byMail = mailIsSetUp(mail)
  return {
    secret: sessionSecret,
    byMail,
    linkOf: (token) => (byMail ? undefined : new URL(urls.auth.password(token), baseUrl).href),
  }
}
