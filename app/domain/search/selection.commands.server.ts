import { sql } from 'kysely'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

const KEPT_DAYS = 30

/**
 * Stores a selection for a person, or adds to one of theirs, and returns its id; deletes all selections older than 30 days. What
 * is more than a selection holds is left out.
 */
export async function storeSelection(db: Db, by: Person, assetIds: string[], into?: string): Promise<string> {
  if (into && (await extend(db, by, into, assetIds))) return into
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

async function extend(db: Db, by: Person, id: string, assetIds: string[]): Promise<boolean> {
  const { numAffectedRows } = await sql`update selection
    set asset_ids = (asset_ids || ${assetIds}::uuid[])[1:${sql.lit(MOST_SELECTED)}]
    where id = ${id} and person_id = ${by.id}`.execute(db)
  return Number(numAffectedRows) > 0
}
