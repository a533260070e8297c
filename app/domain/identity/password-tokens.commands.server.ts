import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId, sha256Hex } from '~/platform/ids.server'
import { actorOf } from './actor'
import { findToken, openTokens } from './password-tokens.queries.server'
import { hashPassword } from './passwords.server'
import type { Person } from './person'
import { deleteSessions } from './sessions.commands.server'

/** Days for which a link to set a password is valid. */
const TOKEN_DAYS = 7

/** A fixed prefix, by which scanners for leaked secrets find tokens. */
const PREFIX = 'vp_'

/** How a password link is delivered: the secret its token is derived from, and whether it is sent by mail. */
export interface TokenDelivery {
  secret: string
  byMail: boolean
}

/**
 * Returns the token of a password link, derived from the random id of its row: the letter's job, which may run twice, writes
 * the same one, and neither the database nor the queue contains it.
 */
export const tokenOf = (secret: string, id: string): string =>
  PREFIX + createHmac('sha256', secret).update(`password-token:${id}`).digest('base64url')

/**
 * Makes the link through which a person sets a password; one made before is worthless from then on. Returns its token. The
 * caller records `person.invited` or `person.reset_asked` in the same transaction, from which the letter's subscriber
 * finds the link.
 */
export async function makeToken(
  trx: Tx,
  by: Person,
  { personId, purpose }: { personId: string; purpose: 'invite' | 'reset' },
  secret: string,
): Promise<string> {
  const id = newId()
  const token = tokenOf(secret, id)
  const row = {
    ...{ id, tokenHash: sha256Hex(token), purpose, createdBy: by.id },
    expiresAt: sql<Date>`now() + make_interval(days => ${TOKEN_DAYS})`,
  }
  await trx
    .insertInto('passwordToken')
    .values({ personId, ...row })
    .onConflict((oc) => oc.column('personId').doUpdateSet({ ...row, createdAt: sql<Date>`now()` }))
    .execute()
  return token
}

/**
 * Sets the password of the person whom a link was made for, deletes the link and ends all their sessions. Of two concurrent
 * uses one succeeds. Throws `password_link.over` when the link is used, replaced or expired.
 */
export async function setPassword(
  db: Db,
  token: string | undefined,
  password: string,
  network: string,
): Promise<Person> {
  await findToken(db, token)
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (trx) => {
    const person = await openTokens(trx, token)
      .select(['person.id', 'person.email', 'person.name', 'person.role'])
      .forUpdate('person')
      .executeTakeFirst()
    const used = await trx
      .deleteFrom('passwordToken')
      .where('tokenHash', '=', sha256Hex(token ?? ''))
      .executeTakeFirst()
    if (!person || !used.numDeletedRows) throw new DomainError('password_link.over')
    await trx.updateTable('person').set({ passwordHash }).where('id', '=', person.id).execute()
    await deleteSessions(trx, person.id)
    const subject = { kind: 'person' as const, id: person.id, name: person.name }
    await record(trx, actorOf(person, network), 'person.password_set', subject)
    return person
  })
}
