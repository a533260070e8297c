import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record, SYSTEM } from '~/domain/audit/audit.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { hashPassword } from './passwords.server'
import type { NewPerson, Person, Role } from './person'

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
    if (!made.numInsertedOrUpdatedRows) throw new DomainError('person.email_taken', { field: 'email' })
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
