import { sql } from 'kysely'
import { pinWithSameBytes } from '~/domain/assets/lock-pinnable.server'
import type { StoredPin } from '~/domain/assets/pin'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import { lockById } from '~/platform/lock.server'
import { placeFound } from './items.commands.server'

/** One asset of a collection, and the one that takes its place. */
export interface ReplacedInCollection {
  collectionId: string
  fromId: string
  toId: string
}

/** What a replacement changed: what putting the asset back needs. */
export interface CollectionReplacement extends StoredPin {
  position: number
  /** Whether the other asset was in the collection already, so that this one was only taken out. */
  hadBoth: boolean
  wasCover: boolean
}

/**
 * Puts an asset in the place of another, which leaves the collection. A pin goes on to the same bytes if the asset that comes
 * has them in an approved version; else that one is followed. Returns what it changed; undefined when the collection
 * is in the bin or no longer has the asset, or where its search found it: the search says what belongs there.
 */
export async function replaceInCollection(
  trx: Tx,
  by: Person,
  { collectionId, fromId, toId }: ReplacedInCollection,
): Promise<CollectionReplacement | undefined> {
  const collection = await lock(trx, collectionId)
  const rows = collection ? await positionsOf(trx, collectionId, [fromId, toId]) : []
  const from = rows.find(({ assetId }) => assetId === fromId)
  if (!collection || !from || from.position === null) return undefined
  const hadBoth = rows.length > 1
  const pin = { pinnedVersionId: from.pinnedVersionId, pinnedAt: from.pinnedAt }
  if (hadBoth) {
    await placeFound(trx, collectionId, [toId])
    await takeOut(trx, collectionId, fromId)
  } else await putInPlace(trx, { collectionId, fromId, toId }, await pinWithSameBytes(trx, toId, pin))
  const wasCover = collection.coverAssetId === fromId
  await noteChange(trx, by, collectionId, wasCover ? toId : undefined)
  return { position: from.position, hadBoth, wasCover, ...pin }
}

/** Undoes a replacement as far as the collection still has the asset that came; returns whether it changed anything. */
export async function undoInCollection(
  trx: Tx,
  by: Person,
  { collectionId, fromId, toId }: ReplacedInCollection,
  { position, hadBoth, wasCover, ...pin }: CollectionReplacement,
): Promise<boolean> {
  const collection = await lock(trx, collectionId)
  const rows = collection ? await positionsOf(trx, collectionId, [fromId, toId]) : []
  const isThere = (id: string) => rows.some(({ assetId }) => assetId === id)
  if (!collection || isThere(fromId) || !isThere(toId)) return false
  if (hadBoth) await insertAt(trx, collectionId, { assetId: fromId, position, ...pin })
  else await putInPlace(trx, { collectionId, fromId: toId, toId: fromId }, pin)
  const isCover = wasCover || (!hadBoth && collection.coverAssetId === toId)
  await noteChange(trx, by, collectionId, isCover && collection.coverAssetId === toId ? fromId : undefined)
  return true
}

const lock = (trx: Tx, id: string) =>
  lockById(trx.selectFrom('collection').select(['id', 'coverAssetId']).where('deletedAt', 'is', null), id)

const positionsOf = (trx: Tx, collectionId: string, ids: string[]) =>
  trx
    .selectFrom('collectionAsset')
    .select(['assetId', 'position', 'pinnedVersionId', 'pinnedAt'])
    .where('collectionId', '=', collectionId)
    .where('assetId', 'in', ids)
    .execute()

const takeOut = (trx: Tx, collectionId: string, assetId: string) =>
  trx.deleteFrom('collectionAsset').where('collectionId', '=', collectionId).where('assetId', '=', assetId).execute()

const putInPlace = (trx: Tx, { collectionId, fromId, toId }: ReplacedInCollection, pin: StoredPin) =>
  trx
    .updateTable('collectionAsset')
    .set({ assetId: toId, addedAt: sql<Date>`now()`, ...pin })
    .where('collectionId', '=', collectionId)
    .where('assetId', '=', fromId)
    .execute()

async function insertAt(
  trx: Tx,
  collectionId: string,
  item: StoredPin & { assetId: string; position: number },
): Promise<void> {
  await trx
    .updateTable('collectionAsset')
    .set({ position: sql<number>`position + 1` })
    .where('collectionId', '=', collectionId)
    .where('position', '>=', item.position)
    .execute()
  await trx
    .insertInto('collectionAsset')
    .values({ collectionId, ...item })
    .execute()
}

async function noteChange(trx: Tx, by: Person, id: string, coverAssetId: string | undefined): Promise<void> {
  await trx
    .updateTable('collection')
    .set({ changedAt: sql<Date>`now()`, ...(coverAssetId && { coverAssetId }) })
    .where('id', '=', id)
    .execute()
  await record(trx, actorOf(by), 'collection.changed', { kind: 'collection', id }, { replaced: 1 })
}
