import { createHmac, timingSafeEqual } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import type { Guest } from '~/domain/guests/guest'
import { guestUrls } from '~/urls/guests'
import type { Context } from './context.server'

/** Days for which a browser that gave the code is not asked again. */
const DAYS = 30
const DAY_S = 24 * 3600

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

/**
 * Returns the proof that a browser gave the code of a guest: its expiry (seconds since 1970) and a MAC over that, the guest and the
 * address that the code was sent to, for a cookie of this link alone.
 */
const proofOf = (secret: string, { id, email }: Guest, until: number): string =>
  `${until}.${createHmac('sha256', secret).update(`guest-proof:${id}:${email}:${until}`).digest('base64url')}`

/** Named by the guest, because all guests of a browser send their bytes to one address. */
function proofCookie({ services }: Context, guest: Guest, path: string) {
  const secure = services.env.baseUrl.startsWith('https:')
  const name = `${secure ? '__Secure-' : ''}vitrine-guest-${guest.id.slice(-12)}`
  return createCookie(name, { path, secure, httpOnly: true, sameSite: 'lax', maxAge: DAYS * DAY_S })
}

/** Whether this browser has given the code of the guest, or needs none. */
export async function isVerified(context: Context, guest: Guest): Promise<boolean> {
  if (!guest.needsCode) return true
  const given: unknown = await proofCookie(context, guest, '/').parse(context.request.headers.get('cookie'))
  if (typeof given !== 'string') return false
  const until = Number.parseInt(given, 10)
  if (!(until > seconds(context.now))) return false
  const expected = Buffer.from(proofOf(context.services.env.sessionSecret, guest, until))
  const proof = Buffer.from(given)
  return proof.length === expected.length && timingSafeEqual(proof, expected)
}

/** Returns the Set-Cookie headers after a right code, for the paths of this link: its pages, their data, its forms and its bytes. */
export async function proofHeaders(context: Context, guest: Guest, token: string, slug?: string): Promise<Headers> {
  const proof = proofOf(context.services.env.sessionSecret, guest, seconds(context.now) + DAYS * DAY_S)
  const headers = new Headers()
  const pages = [guestUrls.page(token), guestUrls.page(token, slug)]
  const paths = new Set([...pages, ...pages.map((page) => `${page}.data`), guestUrls.bytes()])
  for (const path of paths) headers.append('set-cookie', await proofCookie(context, guest, path).serialize(proof))
  return headers
}
