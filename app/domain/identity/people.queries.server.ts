import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Role } from './person'

export type PersonState = 'active' | 'invited' | 'invitation_over' | 'disabled'

/** A member of staff as administrators see them. */
export interface ListedPerson {
  id: string
  name: string
  email: string
  role: Role
  state: PersonState
  createdAt: Date
  /** When the password was last given; null when it never was. */
  lastSignInAt: Date | null
  /** When the current password link expires; null when there is none. */
  linkUntil: Date | null
}

const people = (db: Db) =>
  db
    .selectFrom('person')
    .leftJoin('passwordToken as token', (join) =>
      join.onRef('token.personId', '=', 'person.id').on('token.expiresAt', '>', sql<Date>`now()`),
    )
    .select(['person.id', 'person.name', 'person.email', 'person.role', 'person.createdAt'])
    .select('token.expiresAt as linkUntil')
    .select([
      sql<PersonState>`case when person.disabled_at is not null then 'disabled'
        when person.password_hash is not null then 'active'
        when token.id is not null then 'invited' else 'invitation_over' end`.as('state'),
      sql<Date | null>`(select e.at from audit_event e where e.actor_id = person.id and e.type = 'person.signed_in'
        order by e.id desc limit 1)`.as('lastSignInAt'),
    ])

/** Returns all people by name; disabled ones last. */
export const listPeople = (db: Db): Promise<ListedPerson[]> =>
  people(db)
    .orderBy(sql`person.disabled_at is not null`)
    .orderBy(sql`lower(person.name)`)
    .orderBy('person.id')
    .execute()

/** Returns one person, or undefined. */
export const findPerson = async (db: Db, id: string): Promise<ListedPerson | undefined> =>
  isId(id) ? people(db).where('person.id', '=', id).executeTakeFirst() : undefined

/** Whether there is any person, disabled ones included. */
export async function hasPeople(db: Db): Promise<boolean> {
  return !!(await db.selectFrom('person').select('id').limit(1).executeTakeFirst())
}
