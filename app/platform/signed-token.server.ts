import { createHmac, timingSafeEqual } from 'node:crypto'

/** Characters of the code: 132 bits. */
const CODE_LENGTH = 22

const codeOf = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', secret).update(`${purpose}:${value}`).digest('base64url').slice(0, CODE_LENGTH)

/**
 * Returns a token that carries a value and cannot be made without the secret. It is derived, so that neither database nor queue has
 * it. `value` has no dot.
 */
export const signedToken = (secret: string, purpose: string, value: string): string =>
  `${value}.${codeOf(secret, purpose, value)}`

/** Returns the value of a token; undefined for one that was not made here, or for something else. */
export function valueOfToken(secret: string, purpose: string, token: string | undefined): string | undefined {
  const [value = '', code = ''] = (token ?? '').split('.')
  if (code.length !== CODE_LENGTH) return undefined
  const [given, expected] = [Buffer.from(code), Buffer.from(codeOf(secret, purpose, value))]
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined
}
