import type { Db } from '~/platform/db.server'
import { sha256Hex } from '~/platform/ids.server'
import type { Guest } from './guest'

/** The columns of a `Guest`; the caller has `guest` in scope. */
export const GUEST_COLUMNS = [
  ...(['guest.id', 'guest.name', 'guest.email', 'guest.locale', 'guest.expiresAt', 'guest.revokedAt'] as const),
  ...(['guest.needsCode', 'guest.createdAt', 'guest.lastSeenAt'] as const),
] as const

/** Returns the guest of a personal link, also when it has ended; undefined for a token that is none. */
export const findGuestByToken = (db: Db, token: string | undefined): Promise<Guest | undefined> =>
  db
    .selectFrom('guest')
    .select(GUEST_COLUMNS)
    .where('tokenHash', '=', sha256Hex(token ?? ''))
    .executeTakeFirst()

export const findGuest = (db: Db, id: string): Promise<Guest | undefined> =>
  db.selectFrom('guest').select(GUEST_COLUMNS).where('id', '=', id).executeTakeFirst()
