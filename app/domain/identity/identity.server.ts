import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record, SYSTEM } from '~/domain/audit/audit.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { hashPassword, passwordFits } from './passwords.server'
import type { NewPerson, Person, Role, SignIn } from './person'
import type { Sessions } from './sessions.server'
import type { Throttle } from './throttle.server'

/** Budgets of wrong passwords: per address typed and per network, so a shared office is not locked out by one colleague. */
export interface SignInThrottles {
  byEmail: Throttle
  byNetwork: Throttle
}

/**
 * Opens a session for the right password; answers the cookie to set.
 * Throws `sign_in.refused` alike for unknown address, wrong password and disabled person, in the same time; `throttled`.
 */
export async function signIn(
  db: Db,
  sessions: Sessions,
  throttles: SignInThrottles,
  input: z.infer<typeof SignIn>,
  network: string,
): Promise<{ person: Person; cookie: string }> {
  await throttles.byEmail.spend(input.email)
  await throttles.byNetwork.spend(network)
  const found = await db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'role', 'passwordHash', 'disabledAt'])
    .where('email', '=', input.email)
    .executeTakeFirst()
  const fits = await passwordFits(found?.passwordHash, input.password)
  if (!found || !fits || found.disabledAt) {
    await noteRefusal(db, input.email, network)
    throw new DomainError('sign_in.refused')
  }
  await throttles.byEmail.forgive(input.email)
  await throttles.byNetwork.giveBack(network)
  const session = await sessions.createSession(found.id, {})
  const person = { id: found.id, email: found.email, name: found.name, role: found.role }
  await inTransaction(db, (trx) => record(trx, actorOf(person, network), 'person.signed_in'))
  return { person, cookie: sessions.createSessionCookie(session.id).serialize() }
}

async function noteRefusal(db: Db, email: string, network: string): Promise<void> {
  const actor: Actor = { kind: 'visitor', name: email, network }
  await inTransaction(db, (trx) => record(trx, actor, 'person.sign_in_refused'))
}

/** Ends the session and answers the cookie that clears it. */
export async function signOut(db: Db, sessions: Sessions, person: Person, sessionId: string): Promise<string> {
  await sessions.invalidateSession(sessionId)
  await inTransaction(db, (trx) => record(trx, actorOf(person), 'person.signed_out'))
  return sessions.createBlankSessionCookie().serialize()
}

/** Adds a member of staff; throws `person.email_taken`. */
export async function createPerson(db: Db, input: z.infer<typeof NewPerson>, by: Actor = SYSTEM): Promise<Person> {
  const passwordHash = await hashPassword(input.password)
  return inTransaction(db, async (trx) => {
    const id = newId()
    const { email, name, role } = input
    const made = await trx
      .insertInto('person')
      .values({ id, email, name, role, passwordHash })
      .onConflict((oc) => oc.column('email').doNothing())
      .executeTakeFirst()
    if (!made.numInsertedOrUpdatedRows) throw new DomainError('person.email_taken', { email })
    await record(trx, by, 'person.created', { kind: 'person', id, name }, { role })
    return { id, email, name, role }
  })
}

/** A person as the actor of an audit line. */
export const actorOf = (person: { id: string; name: string; role?: Role }, network?: string): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  network,
})
