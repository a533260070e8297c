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
  /** Of the last time the password was given; undefined when it never was. */
  lastSignInAt: Date | null
  /** Until when a link to set a password is good, if there is one. */
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

/** Everybody who may or might sign in, by name; those who are disabled last. */
export const listPeople = (db: Db): Promise<ListedPerson[]> =>
  people(db)
    .orderBy(sql`person.disabled_at is not null`)
    .orderBy(sql`lower(person.name)`)
    .orderBy('person.id')
    .execute()

/** One member of staff, or undefined. */
export const findPerson = async (db: Db, id: string): Promise<ListedPerson | undefined> =>
  isId(id) ? people(db).where('person.id', '=', id).executeTakeFirst() : undefined

/** Whether there is anybody who can sign in. */
export async function hasPeople(db: Db): Promise<boolean> {
  return !!(await db.selectFrom('person').select('id').limit(1).executeTakeFirst())
}
