import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { ItemResult } from './import-item.commands.server'

/** Writes the result of an item. */
export async function settleItem(db: Db, itemId: number, { state, reason, facts, assetId }: ItemResult): Promise<void> {
  await db
    .updateTable('importItem')
    .set({
      ...{ state, reason: reason ?? null, facts: JSON.stringify(facts ?? {}), assetId: assetId ?? null },
      settledAt: sql<Date>`now()`,
    })
    .where('id', '=', itemId)
    .execute()
}
