import { isId } from '~/platform/ids.server'
import { signedToken, valueOfToken } from '~/platform/signed-token.server'

const PURPOSE = 'search-subscription'

/** Returns the token by which a subscription is ended without signing in; all letters of a subscription carry the same. */
export const subscriptionToken = (secret: string, id: string): string => signedToken(secret, PURPOSE, id)

/** Returns the id of the subscription that a token ends; undefined for a token that was not made here. */
export function subscriptionOf(secret: string, token: string | undefined): string | undefined {
  const id = valueOfToken(secret, PURPOSE, token)
  return isId(id) ? id : undefined
}
