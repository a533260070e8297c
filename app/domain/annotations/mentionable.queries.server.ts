import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Author } from './author'
import type { Mentionable } from './mentions'

/** Staff who see annotations: editors and those above them, with an account that is not disabled. */
const seeing = (db: Db) =>
  db
    .selectFrom('person')
    .where('person.disabledAt', 'is', null)
    .where('person.role', '<>', 'viewer')
    .select(['person.id', 'person.name', 'person.email'])

/**
 * Returns whom an author may mention: staff all who see annotations; guests those who take part in a thread of the asset, so
 * that a guest learns no other names.
 */
export const mentionableBy = (db: Db, author: Author, assetId: string): Promise<Mentionable[]> =>
  author.kind === 'person'
    ? seeing(db).execute()
    : seeing(db)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('annotationComment as comment')
              .innerJoin('annotation', 'annotation.id', 'comment.annotationId')
              .where('annotation.assetId', '=', assetId)
              .whereRef('comment.personId', '=', 'person.id')
              .select('comment.id'),
          ),
        )
        .execute()

/** Somebody who is suggested after an `@`, and what is written there to mention them alone. */
export interface SuggestedMention {
  id: string
  name: string
  /** The name, or the address of the account where several persons have the name. */
  written: string
}

const MOST_SUGGESTED = 8
const LONGEST = 60

/** Returns who may be meant by what is typed after an `@`: of whose name a word, or of whose address the beginning, is typed. */
export async function suggestMentions(db: Db, typed: string): Promise<SuggestedMention[]> {
  const begins = typed.trim().toLowerCase().slice(0, LONGEST)
  const like = begins.replace(/[\\%_]/g, '\\$&')
  const rows = await seeing(db)
    .where(sql<boolean>`(lower(person.name) like ${`${like}%`} or lower(person.name) like ${`% ${like}%`}
      or lower(person.email) like ${`${like}%`})`)
    .select(
      sql<boolean>`exists (select 1 from person other where lower(other.name) = lower(person.name)
        and other.id <> person.id and other.disabled_at is null and other.role <> 'viewer')`.as('isShared'),
    )
    .orderBy(sql`lower(person.name) like ${`${like}%`}`, 'desc')
    .orderBy(sql`lower(person.name)`)
    .orderBy('person.id')
    .limit(MOST_SUGGESTED)
    .execute()
  return rows.map(({ id, name, email, isShared }) => ({ id, name, written: isShared ? email : name }))
}

/** Returns the names of persons by their ids. */
export async function namesOfPersons(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
