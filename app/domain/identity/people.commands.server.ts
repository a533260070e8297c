import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record, SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { actorOf } from './actor'
import { makeToken, type TokenDelivery } from './password-tokens.commands.server'
import { hashPassword } from './passwords.server'
import { type Invitation, type NewPerson, type Person, type Role, roleIncludes } from './person'
import { deleteSessions } from './sessions.commands.server'

/**
 * Adds a person who chooses their own password through a link; returns the link's token, which is not stored.
 * Throws `person.email_taken`, `role.required`.
 */
export async function invitePerson(
  db: Db,
  by: Person,
  { email, name, role, locale }: z.output<typeof Invitation>,
  delivery: TokenDelivery,
): Promise<{ id: string; token: string }> {
  return inTransaction(db, async (trx) => {
    await lockAdmins(trx, by)
    const id = newId()
    const made = await trx
      .insertInto('person')
      .values({ id, email, name, role, locale, passwordHash: null })
      .onConflict((oc) => oc.column('email').doNothing())
      .executeTakeFirst()
    if (!made.numInsertedOrUpdatedRows) throw new DomainError('person.email_taken', { field: 'email' })
    const token = await makeToken(trx, by, { personId: id, purpose: 'invite' }, delivery.secret)
    await record(trx, actorOf(by), 'person.invited', { kind: 'person', id, name }, { role, byMail: delivery.byMail })
    return { id, token }
  })
}

/**
 * Makes a new link for a person: to accept the invitation if they have not yet, else to set another password; the old
 * password works until then. Returns the token. Throws `person.unknown`, `person.is_disabled`, `role.required`.
 */
export async function renewToken(db: Db, by: Person, id: string, delivery: TokenDelivery): Promise<string> {
  return inTransaction(db, async (trx) => {
    await lockAdmins(trx, by)
    const person = await lockPerson(trx, id)
    if (person.disabledAt) throw new DomainError('person.is_disabled')
    const purpose = person.isInvited ? 'invite' : 'reset'
    const token = await makeToken(trx, by, { personId: id, purpose }, delivery.secret)
    const type = purpose === 'invite' ? 'person.invited' : 'person.reset_asked'
    await record(trx, actorOf(by), type, subject(person), { byMail: delivery.byMail })
    return token
  })
}

/** Changes a person's role from their next request on. Throws `person.last_admin`, `person.unknown`, `role.required`. */
export async function changeRole(db: Db, by: Person, id: string, role: Role): Promise<void> {
  await inTransaction(db, async (trx) => {
    const admins = await lockAdmins(trx, by)
    const person = await lockPerson(trx, id)
    if (person.role === role) return
    if (role !== 'admin') requireAnother(admins, id, 'role')
    await trx.updateTable('person').set({ role }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'person.role_changed', subject(person), { role })
  })
}

/**
 * Disables a person: ends their sessions at once, deletes their password links, and thereby closes their shares, which never
 * carry more rights than their creator holds. Throws `person.last_admin`, `person.unknown`, `role.required`.
 */
export async function disablePerson(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const admins = await lockAdmins(trx, by)
    const person = await lockPerson(trx, id)
    if (person.disabledAt) return
    requireAnother(admins, id)
    await trx.updateTable('person').set({ disabledAt: sql<Date>`now()` }).where('id', '=', id).execute()
    await trx.deleteFrom('passwordToken').where('personId', '=', id).execute()
    const sessions = await deleteSessions(trx, id)
    await record(trx, actorOf(by), 'person.disabled', subject(person), { sessions })
  })
}

/** Enables a disabled person with their former password and role. Throws `person.unknown`, `role.required`. */
export async function enablePerson(db: Db, by: Person, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockAdmins(trx, by)
    const person = await lockPerson(trx, id)
    if (!person.disabledAt) return
    await trx.updateTable('person').set({ disabledAt: null }).where('id', '=', id).execute()
    await record(trx, actorOf(by), 'person.enabled', subject(person))
  })
}

/**
 * Locks all administrators who can sign in, in one order, so that two who disable or demote each other run one after the
 * other, and the second no longer is one. Returns their ids; throws `role.required` when `by` is not among them.
 */
async function lockAdmins(trx: Tx, by: Person): Promise<string[]> {
  const admins = await trx
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .where('passwordHash', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const ids = admins.map((admin) => admin.id)
  if (!roleIncludes(by.role, 'admin') || !ids.includes(by.id)) throw new DomainError('role.required', { role: 'admin' })
  return ids
}

/** Throws `person.last_admin`: without an administrator who can sign in, no one could be enabled or invited again. */
function requireAnother(admins: string[], id: string, field?: string): void {
  if (admins.every((admin) => admin === id)) throw new DomainError('person.last_admin', { field })
}

async function lockPerson(trx: Tx, id: string) {
  const people = trx
    .selectFrom('person')
    .select(['id', 'name', 'role', 'disabledAt', sql<boolean>`password_hash is null`.as('isInvited')])
  const person = await lockById(people, id)
  if (!person) throw new DomainError('person.unknown')
  return person
}

const subject = ({ id, name }: { id: string; name: string }) => ({ kind: 'person' as const, id, name })

/** Adds a person with a password; throws `person.email_taken`. */
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
    if (!made.numInsertedOrUpdatedRows) throw new DomainError('person.email_taken', { field: 'email' })
    await record(trx, by, 'person.created', { kind: 'person', id, name }, { role })
    return { id, email, name, role }
  })
}
