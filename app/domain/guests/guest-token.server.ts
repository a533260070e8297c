import { createHmac } from 'node:crypto'

/** Fixed prefixes, by which scanners for leaked secrets find tokens. */
const PREFIX = { guest: 'vg_', brief: 'vb_' }
const BITS = 128

/**
 * Returns the token of a guest's personal link: 128 bits, derived from the random id, so that a reminder has the same address as the
 * first letter, and neither the database nor the queue contains it.
 */
export const guestToken = (secret: string, id: string): string => tokenOf(secret, 'guest', id)

/** Returns the token of the link of a brief that asks for a name first; another number is another address. */
export const briefToken = (secret: string, id: string, number: number): string =>
  tokenOf(secret, 'brief', `${id}:${number}`)

const tokenOf = (secret: string, kind: keyof typeof PREFIX, of: string): string => {
  const mac = createHmac('sha256', secret).update(`${kind}:${of}`).digest()
  return PREFIX[kind] + mac.subarray(0, BITS / 8).toString('base64url')
}

/** Whether a token is of the link of a brief, and not of a guest. */
export const isBriefToken = (token: string): boolean => token.startsWith(PREFIX.brief)
