import type { TokenDelivery } from '~/domain/identity/password-tokens.commands.server'
import type { Env } from '~/platform/env.server'
import { mailIsSetUp } from '~/platform/mail.server'
import { urls } from '~/urls'

/**
 * Returns how links to set a password are delivered: by mail if configured, otherwise shown once to the administrator.
 */
export function tokenDelivery({ sessionSecret, mail, baseUrl }: Env): TokenDelivery & {
  /** Returns the URL to pass on; undefined if it is sent by mail. */
  linkOf(token: string): string | undefined
} {
  const byMail = mailIsSetUp(mail)
  return {
    secret: sessionSecret,
    byMail,
    linkOf: (token) => (byMail ? undefined : new URL(urls.auth.password(token), baseUrl).href),
  }
}
