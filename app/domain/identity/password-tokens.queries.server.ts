import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'

/** Whose password a link sets, and why; looking at it uses nothing up. Throws `password_link.over` when it does not any more. */
export async function findToken(
  db: Db,
  token: string | undefined,
): Promise<{ name: string; email: string; purpose: 'invite' | 'reset' }> {
  const found = await openTokens(db, token).select(['person.name', 'person.email', 'token.purpose']).executeTakeFirst()
  if (!found) throw new DomainError('password_link.over')
  return found
}

export const openTokens = (db: Db, token: string | undefined) =>
  db
    .selectFrom('passwordToken as token')
    .innerJoin('person', 'person.id', 'token.personId')
    .where('token.tokenHash', '=', sha256Hex(token ?? ''))
    .where('token.expiresAt', '>', sql<Date>`now()`)
    .where('person.disabledAt', 'is', null)
