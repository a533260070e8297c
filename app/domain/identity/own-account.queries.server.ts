import type { Db } from '~/platform/db.server'
import type { LibraryLook } from './library-look'
import type { Person } from './person'

/** Returns the language of a person's letters; undefined while they have not chosen one. */
export async function letterLocale(db: Db, person: Person): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('locale').where('id', '=', person.id).executeTakeFirst()
  return row?.locale ?? undefined
}

/** Returns how a person looks at the library. */
export const libraryLookOf = (db: Db, person: Person): Promise<LibraryLook> =>
  db
    .selectFrom('person')
    .select(['libraryView as view', 'libraryDensity as density', 'libraryPanel as panel'])
    .select('libraryColumns as columns')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
