import { createHmac, timingSafeEqual } from 'node:crypto'
import { isId } from '~/platform/ids.server'

/** Characters of the code: 132 bits. */
const CODE_LENGTH = 22

const codeOf = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`search-subscription:${id}`).digest('base64url').slice(0, CODE_LENGTH)

/**
 * Returns the token by which a subscription is ended without signing in. It is derived, so that the database and the queue have
 * none, and all letters of a subscription carry the same.
 */
export const subscriptionToken = (secret: string, id: string): string => `${id}.${codeOf(secret, id)}`

/** Returns the id of the subscription that a token ends; undefined for a token that was not made here. */
export function subscriptionOf(secret: string, token: string | undefined): string | undefined {
  const [id = '', code = ''] = (token ?? '').split('.')
  if (!isId(id) || code.length !== CODE_LENGTH) return undefined
  const [given, expected] = [Buffer.from(code), Buffer.from(codeOf(secret, id))]
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined
}
