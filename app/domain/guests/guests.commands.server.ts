import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId, sha256Hex } from '~/platform/ids.server'
import { lockAndFind } from '~/platform/lock.server'
import { GUEST_DAYS, type Guest } from './guest'
import { guestToken } from './guest-token.server'
import { findGuest } from './guests.queries.server'

export interface NewGuest {
  name: string
  email: string
  locale: string
  needsCode: boolean
  /** Without it, the link ends after `GUEST_DAYS`. */
  expiresAt?: Date
  /** Who invites; null for guests who gave their names themselves. */
  createdBy: string | null
}

/** Makes a guest with a personal link, and returns its token. The caller records why in the same transaction. */
export async function addGuest(trx: Tx, guest: NewGuest, secret: string): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = guestToken(secret, id)
  const { expiresAt, ...columns } = guest
  await trx
    .insertInto('guest')
    .values({
      ...{ ...columns, id, tokenHash: sha256Hex(token) },
      expiresAt: expiresAt ?? sql<Date>`now() + make_interval(days => ${GUEST_DAYS})`,
    })
    .execute()
  return { id, token }
}

/** Ends a personal link for good; what was submitted stays. Idempotent. Throws `guest.unknown`. */
export async function revokeGuest(db: Db, by: Actor, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const guest = await lockGuest(trx, id)
    if (guest.revokedAt) return
    await trx
      .updateTable('guest')
      .set({ revokedAt: sql<Date>`now()`, revokedBy: by.id ?? null })
      .where('id', '=', id)
      .execute()
    await record(trx, by, 'guest.revoked', guestSubject(guest))
  })
}

/** Sets when a personal link ends; throws `guest.unknown`, `guest.revoked_stays`. */
export async function extendGuest(db: Db, by: Actor, id: string, expiresAt: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const guest = await lockGuest(trx, id)
    if (guest.revokedAt) throw new DomainError('guest.revoked_stays')
    await trx.updateTable('guest').set({ expiresAt }).where('id', '=', id).execute()
    await record(trx, by, 'guest.extended', guestSubject(guest), { expiresAt })
  })
}

/** Notes that a guest is here, at most once a minute. Not for requests that only read a page: scanners of mails make these. */
export async function noteSeen(db: Db, id: string): Promise<void> {
  await db
    .updateTable('guest')
    .set({ lastSeenAt: sql<Date>`now()`, firstSeenAt: sql<Date>`coalesce(first_seen_at, now())` })
    .where('id', '=', id)
    .where(sql<boolean>`last_seen_at is null or last_seen_at < now() - interval '1 minute'`)
    .execute()
}

/** Returns a guest as the actor of an audit event. */
export const guestActor = ({ id, name }: Pick<Guest, 'id' | 'name'>, network?: string): Actor => ({
  ...{ kind: 'guest', id, name, network },
})

export const guestSubject = ({ id, name }: Pick<Guest, 'id' | 'name'>) => ({ kind: 'guest' as const, id, name })

const lockGuest = (trx: Tx, id: string): Promise<Guest> =>
  lockAndFind(trx, id, { table: 'guest', find: findGuest, unknown: 'guest.unknown' })
