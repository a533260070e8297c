import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'

/** Returns the asset ids of a stored selection of this person, in the order they were chosen; empty when there is none. */
export async function findSelection(db: Db, by: Person, id: string | null): Promise<string[]> {
  if (!isId(id)) return []
  const found = await db
    .selectFrom('selection')
    .select('assetIds')
    .where('id', '=', id)
    .where('personId', '=', by.id)
    .executeTakeFirst()
  return found?.assetIds ?? []
}
