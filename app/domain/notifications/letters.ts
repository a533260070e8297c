import type { Db } from '~/platform/db.server'
import type { Mailer } from '~/platform/mail.server'

/** The texts of letters in a language: key and facts to text. */
export type LetterTexts = (locale: string) => (key: string, facts?: Record<string, unknown>) => string

/** What letters are written and sent with. */
export interface LetterServices {
  db: Db
  /** IANA zone of the installation. */
  zone: string
  /** Undefined where mail is not set up: then no letter is sent. */
  mailer: Mailer | undefined
  letterTexts: LetterTexts
  assetUrl: (assetId: string) => string
  passwordUrl: (tokenId: string) => string
  savedSearchUrl: (code: string) => string
  /** Where a subscription is ended, without signing in. */
  unsubscribeUrl: (subscriptionId: string) => string
}
