import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

const KEPT_DAYS = 30

/** Stores a selection for a person and returns its id; deletes all selections older than 30 days. */
export async function storeSelection(db: Db, by: Person, assetIds: string[]): Promise<string> {
  const id = newId()
  await inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('selection')
      .where('createdAt', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
      .execute()
    await trx.insertInto('selection').values({ id, personId: by.id, assetIds }).execute()
  })
  return id
}
