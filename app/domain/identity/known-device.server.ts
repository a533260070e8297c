import { createHmac, timingSafeEqual } from 'node:crypto'
import { newSecret } from '~/platform/ids.server'

/**
 * Returns a mark for a browser that has once succeeded at `what` (unlocking a share, signing in with an address): a random
 * id and a MAC over both. It authorises nothing; wrong passwords from its browser are counted apart from those of strangers.
 */
export function newDeviceMark(secret: string, what: string): string {
  const id = newSecret(12)
  return `${id}.${macOf(secret, what, id)}`
}

/** Returns the id in a mark made for `what`; undefined when the mark is absent, forged or made for something else. */
export function deviceIdIn(secret: string, what: string, mark: unknown): string | undefined {
  const [, id, mac] = /^([\w-]{16})\.([\w-]{43})$/.exec(typeof mark === 'string' ? mark : '') ?? []
  if (!id || !mac) return undefined
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(secret, what, id))) ? id : undefined
}

const macOf = (secret: string, what: string, id: string): string =>
  createHmac('sha256', secret).update(`known-device:${what}:${id}`).digest('base64url')
