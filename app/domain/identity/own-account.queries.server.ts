import type { Db } from '~/platform/db.server'
import type { Person } from './person'

/** The language in which somebody gets letters; undefined while they have chosen none. */
export async function letterLocale(db: Db, person: Person): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('locale').where('id', '=', person.id).executeTakeFirst()
  return row?.locale ?? undefined
}
