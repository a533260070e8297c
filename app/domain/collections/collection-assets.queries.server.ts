import { sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Db } from '~/platform/db.server'
import { prepared } from '~/platform/prepared.server'
import type { Collection } from './collection'
import { collectionTexts } from './collections.queries.server'
import { itemOrder } from './item-order.server'

export interface ListedCollection extends Collection {
  assetCount: number
  /** The chosen cover when the viewer may see it, else the first asset that the viewer may see. */
  coverId: string | null
  newestAt: Date | null
}

/** Returns all collections, latest change first, with counts of what `viewer` may see. */
export async function listCollections(db: Db, viewer: Viewer, now: Date): Promise<ListedCollection[]> {
  const collections = await collectionTexts(db, (query) => query.orderBy('collection.changedAt', 'desc'))
  return withCounts(db, collections, viewer, now)
}

/** Adds to each collection the counts and cover of what `viewer` may see, in one query for all. */
export async function withCounts(
  db: Db,
  collections: Collection[],
  viewer: Viewer,
  now: Date,
): Promise<ListedCollection[]> {
  if (collections.length === 0) return []
  const covers = collections.flatMap(({ coverAssetId }) => coverAssetId ?? [])
  const rows = await db
    .selectFrom('collectionAsset')
    .innerJoin('asset', 'asset.id', 'collectionAsset.assetId')
    .modifyFront(prepared)
    .where('collectionAsset.collectionId', '=', sql<string>`any(${collections.map(({ id }) => id)}::uuid[])`)
    .where(visibleTo(viewer, now))
    .groupBy('collectionAsset.collectionId')
    .select([
      'collectionAsset.collectionId',
      sql<number>`count(*)::int`.as('assetCount'),
      sql<Date>`max(collection_asset.added_at)`.as('newestAt'),
      sql<string>`(array_agg(asset.id order by ${itemOrder}))[1]`.as('firstId'),
      sql<string[] | null>`array_agg(asset.id) filter (where asset.id = any(${covers}::uuid[]))`.as('covers'),
    ])
    .execute()
  const seen = new Map(rows.map((row) => [row.collectionId, row]))
  return collections.map((collection) => {
    const row = seen.get(collection.id)
    const chosen = row?.covers?.find((id) => id === collection.coverAssetId) ?? row?.firstId
    return { ...collection, assetCount: row?.assetCount ?? 0, newestAt: row?.newestAt ?? null, coverId: chosen ?? null }
  })
}

/** Assets on one page of a collection. */
export const COLLECTION_PAGE = 120

export interface CollectionPage {
  ids: string[]
  /** All assets that the viewer may see, on any page. */
  total: number
  page: number
  pages: number
}

/** Returns one page of a collection as `viewer` sees it, in the curator's order; a page past the end is the last one. */
export async function collectionPage(
  { db, viewer, now }: ViewScope,
  collectionId: string,
  page: number,
): Promise<CollectionPage> {
  const visible = db
    .selectFrom('collectionAsset')
    .innerJoin('asset', 'asset.id', 'collectionAsset.assetId')
    .where('collectionAsset.collectionId', '=', collectionId)
    .where(visibleTo(viewer, now))
  const { total } = await visible.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(total / COLLECTION_PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  const rows = await visible
    .select('asset.id')
    .orderBy(itemOrder)
    .offset((shown - 1) * COLLECTION_PAGE)
    .limit(COLLECTION_PAGE)
    .execute()
  return { ids: rows.map((row) => row.id), total, page: shown, pages }
}

/** Returns the ids of a collection's assets in the curator's order, whether or not they may be seen now. */
export async function assetIdsOfCollection(db: Db, collectionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('collectionAsset')
    .modifyFront(prepared)
    .select('assetId')
    .where('collectionId', '=', collectionId)
    .orderBy(itemOrder)
    .execute()
  return rows.map((row) => row.assetId)
}

/** Returns the ids of a collection's assets that `viewer` may see, in the curator's order. */
export async function assetsOfCollection(db: Db, collectionId: string, viewer: Viewer, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('collectionAsset')
    .innerJoin('asset', 'asset.id', 'collectionAsset.assetId')
    .where('collectionAsset.collectionId', '=', collectionId)
    .where(visibleTo(viewer, now))
    .modifyFront(prepared)
    .select('asset.id')
    .orderBy(itemOrder)
    .execute()
  return rows.map((row) => row.id)
}
