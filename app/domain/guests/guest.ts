import { z } from 'zod'

/** Days after which a personal link ends, unless another end is given. */
export const GUEST_DAYS = 90

export const GuestName = z.string().trim().min(1).max(120)
export const GuestEmail = z.email('form.email').trim().max(254)

/** Somebody without an account, known by a personal link. */
export interface Guest {
  id: string
  name: string
  email: string
  /** BCP 47 tag of the language in which letters are written. */
  locale: string
  expiresAt: Date
  revokedAt: Date | null
  /** Whether each browser is asked once for a code that is sent to the address. */
  needsCode: boolean
  createdAt: Date
  /** When the link was opened last; null for never. */
  lastSeenAt: Date | null
}

export type GuestClosedReason = 'guest_revoked' | 'guest_expired'

/** Returns why a personal link opens nothing at `now`; undefined while it is open. */
export function guestClosedReason(
  { revokedAt, expiresAt }: Pick<Guest, 'revokedAt' | 'expiresAt'>,
  now: Date,
): GuestClosedReason | undefined {
  if (revokedAt) return 'guest_revoked'
  return expiresAt <= now ? 'guest_expired' : undefined
}
