import { sql } from 'kysely'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import { NO_PIN, type StoredPin } from '~/domain/assets/pin'
import { record } from '~/domain/audit/audit-log.commands.server'
import { replaceInCollection, undoInCollection } from '~/domain/collections/replace-asset.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { replacePicture } from '~/domain/portals/replace-picture.commands.server'
import { replaceInShare, undoInShare } from '~/domain/shares/replace-asset.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { keyOf, type Place, type SwappedPair, type SwappedPlace } from './place'
import { placesOf } from './places.queries.server'

/** What a swap is decided with. */
interface SwapScope {
  by: Person
  now: Date
}

/**
 * Puts an asset into the chosen places of the one that it replaces, all or none, and returns the id of the swap, by which it
 * can be undone. Throws `role.required`, `asset.unknown`, `relation.unknown` when it does not replace that one, and
 * `swap.nothing` when none of the places has it any more.
 */
export async function swapAsset(
  db: Db,
  { by, now }: SwapScope,
  pair: SwappedPair,
  keys: readonly string[],
): Promise<string> {
  requireEditor(by)
  if (!isId(pair.fromId) || !isId(pair.toId)) throw new DomainError('asset.unknown')
  return inTransaction(db, async (trx) => {
    await lockLive(trx, [pair.fromId, pair.toId])
    const relation = await trx
      .selectFrom('assetRelation')
      .select('kind')
      .where('fromId', '=', pair.toId)
      .where('toId', '=', pair.fromId)
      .where('kind', '=', 'replaces')
      .executeTakeFirst()
    if (!relation) throw new DomainError('relation.unknown')
    const places = (await placesOf(trx, by, pair.fromId, { locale: 'en', now })).filter(({ key }) => keys.includes(key))
    const id = await swapIn(
      trx,
      by,
      pair,
      places.map(({ place }) => place),
    )
    if (!id) throw new DomainError('swap.nothing')
    return id
  })
}

/**
 * Puts `toId` into places of `fromId` and records where; returns the id of the record, undefined when nothing changed. The
 * caller holds the locks of both assets. Throws `role.required` for a place that `by` may not change.
 */
export async function swapIn(
  trx: Tx,
  by: Person,
  pair: SwappedPair,
  places: readonly Place[],
): Promise<string | undefined> {
  const swapped: SwappedPlace[] = []
  for (const place of [...places].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const done = await swapOne(trx, by, pair, place)
    if (done) swapped.push({ ...place, ...done })
  }
  if (swapped.length === 0) return undefined
  const id = newId()
  await trx
    .insertInto('assetSwap')
    .values({ id, ...pair, places: JSON.stringify(swapped), madeBy: by.id })
    .execute()
  const facts = { other: await assetName(trx, pair.toId), otherId: pair.toId, places: swapped.length }
  await record(trx, actorOf(by), 'asset.swapped', { kind: 'asset', id: pair.fromId }, facts)
  return id
}

async function swapOne(
  trx: Tx,
  by: Person,
  pair: SwappedPair,
  place: Place,
): Promise<Partial<SwappedPlace> | undefined> {
  if (place.kind === 'portal') {
    const isDone = await replacePicture(trx, by, { portalId: place.id, field: place.field, ...pair })
    return isDone ? {} : undefined
  }
  return place.kind === 'collection'
    ? replaceInCollection(trx, by, { collectionId: place.id, ...pair })
    : replaceInShare(trx, by, { shareId: place.id, ...pair })
}

/**
 * Puts the former asset back into the places of a swap that still have the one that came; returns in how many. Throws
 * `role.required`, `swap.unknown` for one that is undone already, and `asset.unknown` when the former asset is in the bin.
 */
export async function undoSwap(db: Db, by: Person, id: string): Promise<number> {
  requireEditor(by)
  return inTransaction(db, async (trx) => {
    const swap = await lockById(
      trx
        .selectFrom('assetSwap')
        .select(['fromId', 'toId', 'undoneAt'])
        .select(sql<SwappedPlace[]>`places`.as('places')),
      id,
    )
    if (!swap || swap.undoneAt) throw new DomainError('swap.unknown')
    const { fromId, toId, places } = swap
    await lockLive(trx, [fromId])
    let restored = 0
    for (const place of places) if (await undoOne(trx, by, { fromId, toId }, place)) restored++
    await trx
      .updateTable('assetSwap')
      .set({ undoneAt: sql<Date>`now()`, undoneBy: by.id })
      .where('id', '=', id)
      .execute()
    const facts = { other: await assetName(trx, toId), otherId: toId, places: restored }
    await record(trx, actorOf(by), 'asset.swap_undone', { kind: 'asset', id: fromId }, facts)
    return restored
  })
}

async function undoOne(trx: Tx, by: Person, pair: SwappedPair, place: SwappedPlace): Promise<boolean> {
  const { kind, id, field, position = 0, hadBoth = false, wasCover = false } = place
  const pin = pinOf(place)
  if (kind === 'collection')
    return undoInCollection(trx, by, { collectionId: id, ...pair }, { position, hadBoth, wasCover, ...pin })
  if (kind === 'share') return undoInShare(trx, by, { shareId: id, ...pair }, { position, hadBoth, ...pin })
  return field !== undefined && replacePicture(trx, by, { portalId: id, field, fromId: pair.toId, toId: pair.fromId })
}

const pinOf = ({ pinnedVersionId, pinnedAt }: SwappedPlace): StoredPin =>
  pinnedVersionId && pinnedAt ? { pinnedVersionId, pinnedAt: new Date(pinnedAt) } : NO_PIN

/**
 * Locks in the order of ids, so that two swaps of the same assets cannot deadlock; not against those who add one of them to a
 * collection, which is locked after this. Throws `asset.unknown` when one is in the bin.
 */
async function lockLive(trx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await trx
    .selectFrom('asset')
    .select('id')
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  if (rows.length < ids.length) throw new DomainError('asset.unknown')
}

function requireEditor(by: Person): void {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
}
