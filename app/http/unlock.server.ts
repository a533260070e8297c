import { createHmac, timingSafeEqual } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import { deviceIdIn, newDeviceMark } from '~/domain/identity/known-device.server'
import type { ShareByToken } from '~/domain/shares/shares.queries.server'
import type { Guesser } from '~/domain/shares/unlock-share.commands.server'
import { urls } from '~/urls'
import type { Context } from './context.server'

const HOURS_12_S = 12 * 3600
const DAYS_180_S = 180 * 24 * 3600

/**
 * Returns the proof that a browser gave the password of a share: its expiry (seconds since 1970) and a MAC over that, the
 * share and the version of its password, for a cookie of this share alone. A new password invalidates every earlier proof,
 * a copied cookie expires with the original, and nothing is in the URL.
 */
const proofOf = (secret: string, share: ShareByToken, until: number): string => {
  const mac = createHmac('sha256', secret).update(`unlock:${share.id}:${share.passwordVersion}:${until}`)
  return `${until}.${mac.digest('base64url')}`
}

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

/**
 * Returns the two paths that together match every URL of a share and none of another (RFC 6265, section 5.1.4): a path matches
 * itself and what follows it after a slash, so `/s/<token>` leaves out `/s/<token>.data`, where scripts fetch the page.
 * One common parent path would send the proofs of all shares with every request, until the header is too long.
 */
const pathsOf = (token: string) => [urls.share.landing(token), `${urls.share.landing(token)}.data`]

const cookieFor = (context: Context, name: 'unlock' | 'known', path: string, maxAge: number) => {
  const secure = context.services.env.baseUrl.startsWith('https:')
  return createCookie(`${secure ? '__Secure-' : ''}vitrine-${name}`, {
    ...{ path, secure, httpOnly: true, sameSite: 'lax', maxAge },
  })
}
const proofCookie = (context: Context, path: string) => cookieFor(context, 'unlock', path, HOURS_12_S)
const knownCookie = (context: Context, token: string) =>
  cookieFor(context, 'known', urls.share.landing(token), DAYS_180_S)

/** Whether this browser has unlocked the share, or needs no password. */
export async function isUnlocked(context: Context, token: string, share: ShareByToken): Promise<boolean> {
  if (!share.hasPassword) return true
  const given: unknown = await proofCookie(context, urls.share.landing(token)).parse(
    context.request.headers.get('cookie'),
  )
  if (typeof given !== 'string') return false
  const until = Number.parseInt(given, 10)
  if (!(until > seconds(context.now))) return false
  const expected = Buffer.from(proofOf(context.services.env.sessionSecret, share, until))
  const proof = Buffer.from(given)
  return proof.length === expected.length && timingSafeEqual(proof, expected)
}

/** Returns who gives the password: a browser that has unlocked this share before is recognised by its mark. */
export async function guesserOf(context: Context, token: string, share: ShareByToken): Promise<Guesser> {
  const mark: unknown = await knownCookie(context, token).parse(context.request.headers.get('cookie'))
  const deviceId = deviceIdIn(context.services.env.sessionSecret, share.id, mark)
  return { network: context.network, deviceId }
}

/** Returns the Set-Cookie headers after a right password: the proof, and the mark that recognises this browser later. */
export async function unlockHeaders(
  context: Context,
  token: string,
  share: ShareByToken,
  { deviceId }: Guesser,
): Promise<Headers> {
  const { sessionSecret } = context.services.env
  const proof = proofOf(sessionSecret, share, seconds(context.now) + HOURS_12_S)
  const headers = new Headers()
  for (const path of pathsOf(token)) headers.append('set-cookie', await proofCookie(context, path).serialize(proof))
  if (!deviceId) {
    const mark = newDeviceMark(sessionSecret, share.id)
    headers.append('set-cookie', await knownCookie(context, token).serialize(mark))
  }
  return headers
}
