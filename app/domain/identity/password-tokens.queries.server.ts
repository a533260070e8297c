import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { sha256Hex } from '~/platform/ids.server'

/** Returns person and purpose of a valid password link, without using it. Throws `password_link.over` for any other. */
export async function findToken(
  db: Db,
  token: string | undefined,
): Promise<{ name: string; email: string; purpose: 'invite' | 'reset' }> {
  const found = await openTokens(db, token).select(['person.name', 'person.email', 'token.purpose']).executeTakeFirst()
  if (!found) throw new DomainError('password_link.over')
  return found
}

/** Returns a query for the unexpired link with this token whose person is not disabled. */
export const openTokens = (db: Db, token: string | undefined) =>
  db
    .selectFrom('passwordToken as token')
    .innerJoin('person', 'person.id', 'token.personId')
    .where('token.tokenHash', '=', sha256Hex(token ?? ''))
    .where('token.expiresAt', '>', sql<Date>`now()`)
    .where('person.disabledAt', 'is', null)
