import { sql } from 'kysely'
import type { Actor } from '~/domain/audit/audit'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'

/** Items per transaction. */
const AT_ONCE = 500

/**
 * Adds the assets of settled items to the collections that the manifest names, which are created when there is none of the
 * title. Done for many items at once, so that a collection is locked and its change recorded once for all of them.
 */
export async function collectItems(db: Db, by: Actor, runId: string): Promise<void> {
  while (await inTransaction(db, (trx) => collectSome(trx, by, runId)));
}

async function collectSome(trx: Tx, by: Actor, runId: string): Promise<boolean> {
  const { rows } = await sql<{ id: number; assetId: string; titles: string[] }>`
    select id, asset_id as "assetId", fields -> 'collections' as titles from import_item
    where run_id = ${runId} and collected_at is null and asset_id is not null and fields ? 'collections'
    order by id limit ${AT_ONCE} for update`.execute(trx)
  const byTitle = new Map<string, string[]>()
  for (const { assetId, titles } of rows)
    for (const title of titles) byTitle.set(title, [...(byTitle.get(title) ?? []), assetId])
  for (const [title, assetIds] of byTitle) {
    const id = (await findByTitle(trx, title)) ?? (await createCollection(trx, by, title, 'en'))
    await addToCollection(trx, by, id, { assetIds })
  }
  await trx
    .updateTable('importItem')
    .set({ collectedAt: sql<Date>`now()` })
    .where('id', '=', sql<number>`any(${rows.map((row) => row.id)}::bigint[])`)
    .execute()
  return rows.length === AT_ONCE
}

async function findByTitle(trx: Tx, title: string): Promise<string | undefined> {
  const found = await trx
    .selectFrom('collection')
    .innerJoin('collectionText as text', 'text.collectionId', 'collection.id')
    .select('collection.id')
    .where('text.field', '=', 'title')
    .where('text.value', '=', title)
    .where('collection.deletedAt', 'is', null)
    .orderBy('collection.createdAt')
    .limit(1)
    .executeTakeFirst()
  return found?.id
}
