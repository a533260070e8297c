import { createHmac, timingSafeEqual } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import type { HeldShare } from '~/domain/shares/open-share.server'
import { urls } from '~/urls'
import type { Context } from './context.server'

const HOURS_12_S = 12 * 3600

/**
 * Proof that this browser gave the password of this link: its end (seconds since 1970), and a MAC over that, the link
 * and the version of its password, in a cookie that is sent to this link only. A new password makes every old proof
 * worthless, a copied cookie ends when its owner's does; nothing is in the URL.
 */
const proofOf = (secret: string, share: HeldShare, until: number): string => {
  const mac = createHmac('sha256', secret).update(`unlock:${share.id}:${share.passwordVersion}:${until}`)
  return `${until}.${mac.digest('base64url')}`
}

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)

const cookieFor = (context: Context, token: string) =>
  createCookie('vitrine-unlock', {
    path: urls.share.landing(token),
    httpOnly: true,
    sameSite: 'lax',
    secure: context.services.env.baseUrl.startsWith('https:'),
    maxAge: HOURS_12_S,
  })

/** Whether this browser has unlocked the link. */
export async function isUnlocked(context: Context, token: string, share: HeldShare): Promise<boolean> {
  if (!share.hasPassword) return true
  const given: unknown = await cookieFor(context, token).parse(context.request.headers.get('cookie'))
  if (typeof given !== 'string') return false
  const until = Number.parseInt(given, 10)
  if (!(until > seconds(context.now))) return false
  const expected = Buffer.from(proofOf(context.services.env.sessionSecret, share, until))
  const proof = Buffer.from(given)
  return proof.length === expected.length && timingSafeEqual(proof, expected)
}

/** The cookie to set once the password was right. */
export const unlockCookie = (context: Context, token: string, share: HeldShare): Promise<string> =>
  cookieFor(context, token).serialize(
    proofOf(context.services.env.sessionSecret, share, seconds(context.now) + HOURS_12_S),
  )
