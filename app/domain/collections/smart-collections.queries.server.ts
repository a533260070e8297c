import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { ItemChange, StoredRule } from './smart-collection'

/** Returns the rule of a collection; undefined for one that people fill. */
export async function findRule(db: Db, collectionId: string): Promise<StoredRule | undefined> {
  if (!isId(collectionId)) return undefined
  const found = await db
    .selectFrom('smartCollection')
    .where('collectionId', '=', collectionId)
    .select(['query', 'sort', 'settledAt'])
    .executeTakeFirst()
  return found && { query: found.query, sort: found.sort, isSettled: found.settledAt !== null }
}

/** Returns the smart collections that are not in the bin; only those whose changed rule waits, if that is asked. */
export async function smartCollectionIds(db: Db, { unsettled }: { unsettled: boolean }): Promise<string[]> {
  let query = db
    .selectFrom('smartCollection')
    .innerJoin('collection', 'collection.id', 'smartCollection.collectionId')
    .where('collection.deletedAt', 'is', null)
  if (unsettled) query = query.where('smartCollection.settledAt', 'is', null)
  const rows = await query.select('collection.id').orderBy('collection.id').execute()
  return rows.map(({ id }) => id)
}

/** Returns which of these collections a search fills. */
export async function smartAmong(db: Db, collectionIds: readonly string[]): Promise<Set<string>> {
  if (collectionIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('smartCollection')
    .where('collectionId', '=', sql<string>`any(${collectionIds}::uuid[])`)
    .select('collectionId')
    .execute()
  return new Set(rows.map(({ collectionId }) => collectionId))
}

const MOST_EXCLUDED = 200

/** Returns what was left out of a collection, the latest first. */
export async function excludedFrom(db: Db, collectionId: string): Promise<{ ids: string[]; total: number }> {
  const rows = await db
    .selectFrom('collectionExclusion')
    .innerJoin('asset', 'asset.id', 'collectionExclusion.assetId')
    .where('collectionExclusion.collectionId', '=', collectionId)
    .where('asset.deletedAt', 'is', null)
    .select(['collectionExclusion.assetId', sql<number>`(count(*) over ())::int`.as('total')])
    .orderBy('collectionExclusion.excludedAt', 'desc')
    .orderBy('collectionExclusion.assetId')
    .limit(MOST_EXCLUDED)
    .execute()
  return { ids: rows.map(({ assetId }) => assetId), total: rows[0]?.total ?? 0 }
}

/** Returns which of these items of a collection people placed. */
export async function placedAmong(db: Db, collectionId: string, assetIds: readonly string[]): Promise<string[]> {
  if (assetIds.length === 0) return []
  const rows = await db
    .selectFrom('collectionAsset')
    .where('collectionId', '=', collectionId)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .where('position', 'is not', null)
    .select('assetId')
    .execute()
  return rows.map(({ assetId }) => assetId)
}

const LATEST = 30

/** Returns what entered and left a smart collection last, the latest first. */
export const itemChanges = (db: Db, collectionId: string): Promise<ItemChange[]> =>
  db
    .selectFrom('collectionItemChange as change')
    .leftJoin('person', 'person.id', 'change.personId')
    .where('change.collectionId', '=', collectionId)
    .select(['change.id', 'change.at', 'change.cause', 'person.name as by', 'change.entered', 'change.left'])
    .select(['change.enteredIds', 'change.leftIds'])
    .orderBy('change.id', 'desc')
    .limit(LATEST)
    .execute()
