import { isId } from '~/platform/ids.server'
import { signedToken, valueOfToken } from '~/platform/signed-token.server'
import { NOTICE_TYPE_NAMES, type NoticeTypeName } from './notice-types.server'

const PURPOSE = 'notice-letters'

/** Letters of notices that somebody can end: of one type, or the daily one. */
export interface NoticeLetters {
  personId: string
  of: NoticeTypeName | 'daily'
}

/** Returns the token by which somebody ends letters without signing in. */
export const noticeLettersToken = (secret: string, { personId, of }: NoticeLetters): string =>
  signedToken(secret, PURPOSE, `${personId}~${of}`)

/** Returns which letters a token ends; undefined for one that was not made here. */
export function noticeLettersOf(secret: string, token: string | undefined): NoticeLetters | undefined {
  const [personId, name] = (valueOfToken(secret, PURPOSE, token) ?? '').split('~')
  const of = name === 'daily' ? name : NOTICE_TYPE_NAMES.find((each) => each === name)
  return isId(personId) && of ? { personId, of } : undefined
}
