import type { NoticeLetters } from '~/domain/notices/notice-letters-token.server'
import type { Db } from '~/platform/db.server'
import type { Mailer } from '~/platform/mail.server'

/** The texts of letters in a language: key and facts to text. */
export type LetterTexts = (locale: string) => (key: string | string[], facts?: Record<string, unknown>) => string

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
  inboxUrl: () => string
  /** Where letters of notices are ended, of one type or the daily one, without signing in. */
  endNoticesUrl: (personId: string, of: NoticeLetters['of']) => string
  /** Where a subscription is ended, without signing in. */
  unsubscribeUrl: (subscriptionId: string) => string
}

/** What letters to guests and about briefs are written with besides. */
export interface BriefLetterServices extends LetterServices {
  /** The page of a guest, with the token of their personal link. */
  guestUrl: (guestId: string) => string
  /** The code of a guest that is good at an instant. */
  guestCode: (guestId: string, at: Date) => string
  briefUrl: (briefId: string) => string
  /** A day and time in an IANA zone, in words. */
  dateText: (at: Date, zone: string, locale: string) => string
}
