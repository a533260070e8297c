import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import type { Localized } from '~/platform/language'
import { lockAndFind } from '~/platform/lock.server'
import { type Collection, type CollectionTexts, type MoveTarget, slugFrom } from './collection'
import { placeAssets } from './collection-order.commands.server'
import { freeSlug, takeSlug } from './collection-slugs.commands.server'
import { findCollection } from './collections.queries.server'
import { excludeItems, includeItems, noteItems, placeFound } from './items.commands.server'
import { findRule } from './smart-collections.queries.server'

/** Creates an empty collection under a free slug made from its title; returns its id. */
export async function createCollection(db: Db, by: Person | Actor, title: string, locale: string): Promise<string> {
  return inTransaction(db, async (trx) => {
    const id = newId()
    const slug = await freeSlug(trx, slugFrom(title, 'collection'))
    await trx
      .insertInto('collection')
      .values({ id, slug, sourceLocale: locale, createdBy: by.id ?? null })
      .execute()
    await trx.insertInto('collectionText').values({ collectionId: id, field: 'title', locale, value: title }).execute()
    await record(trx, actorOf(by), 'collection.created', { kind: 'collection', id, name: title })
    return id
  })
}

/** Changes slug, cover and texts; the old slug redirects. Throws `collection.slug_taken`, `collection.cover_outside`. */
export async function changeCollection(
  db: Db,
  by: Person,
  id: string,
  input: z.output<typeof CollectionTexts>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    await takeSlug(trx, id, input.slug, collection.slug)
    const cover = input.coverAssetId ?? null
    if (cover && !(await holds(trx, id, cover)))
      throw new DomainError('collection.cover_outside', { field: 'coverAssetId' })
    await trx
      .updateTable('collection')
      .set({ slug: input.slug, coverAssetId: cover, changedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await writeTexts(trx, id, { title: input.title, introduction: input.introduction })
    await record(trx, actorOf(by), 'collection.changed', subject(collection))
  })
}

/**
 * Adds assets in the given order, at the end or at a position, pinned to a version where `pins` has one for them; those already
 * in the collection are not moved. In a smart collection they are placed before what its search finds, and stay whatever it
 * finds. Returns how many were added. Throws `collection.unknown`.
 */
export async function addToCollection(
  db: Db,
  by: Person | Actor,
  id: string,
  { assetIds, to, pins = new Map() }: { assetIds: string[]; to?: MoveTarget; pins?: ReadonlyMap<string, string> },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    await includeItems(trx, id, assetIds)
    const { rows } = await sql<{ assetId: string; isNew: boolean }>`
      insert into collection_asset (collection_id, asset_id, position, pinned_version_id, pinned_at)
      select ${id}::uuid, asset.id,
        coalesce((select max(position) from collection_asset where collection_id = ${id}), 0)
          + row_number() over (order by wanted.n),
        pin.id, case when pin.id is not null then now() end
      from unnest(${[...new Set(assetIds)]}::uuid[]) with ordinality as wanted(id, n)
      join asset on asset.id = wanted.id and asset.deleted_at is null
      left join asset_version pin on pin.asset_id = asset.id and pin.id = any(${[...pins.values()]}::uuid[])
      where not exists (select 1 from collection_asset ca
        where ca.collection_id = ${id} and ca.asset_id = asset.id and ca.position is not null)
      on conflict (collection_id, asset_id) do update set position = excluded.position, sort_key = null
        where collection_asset.position is null
      returning asset_id as "assetId", (xmax = 0) as "isNew"`.execute(trx)
    const added = rows.map((row) => row.assetId)
    const entered = rows.filter(({ isNew }) => isNew).map((row) => row.assetId)
    await noteByHand(trx, by, id, { entered })
    if (to && added.length > 0) await placeAssets(trx, id, added, to)
    if (added.length > 0) await noteChange(trx, by, collection, { added: added.length })
    return added.length
  })
}

/**
 * Removes assets from a collection, not from the library; returns how many were in it. A smart collection leaves them out from
 * then on, whatever its search finds. Throws `collection.unknown`.
 */
export async function removeFromCollection(db: Db, by: Person, id: string, assetIds: string[]): Promise<number> {
  return inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    const gone = await trx
      .deleteFrom('collectionAsset')
      .where('collectionId', '=', id)
      .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
      .returning('assetId')
      .execute()
    await trx
      .updateTable('collection')
      .set({ coverAssetId: null })
      .where('id', '=', id)
      .where('coverAssetId', '=', sql<string>`any(${assetIds}::uuid[])`)
      .execute()
    const left = gone.map(({ assetId }) => assetId)
    await excludeItems(trx, by.id, id, left)
    await noteByHand(trx, by, id, { left })
    if (gone.length > 0) await noteChange(trx, by, collection, { removed: gone.length })
    return gone.length
  })
}

/**
 * Moves assets of a collection together, keeping their order and that of all others, so that of two people who move at
 * the same time neither undoes the other's move. In a smart collection they get a place before what its search finds. Throws `collection.unknown`, and `collection.changed_meanwhile` when none
 * of the assets, or not the one to place them beside, is in the collection any more.
 */
export async function moveInCollection(
  db: Db,
  by: Person,
  id: string,
  { assetIds, to }: { assetIds: string[]; to: MoveTarget },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    await placeFound(trx, id, assetIds)
    const moved = await placeAssets(trx, id, assetIds, await amongPlaced(trx, id, to))
    await noteChange(trx, by, collection, { moved })
  })
}

/** Beside what the search of a smart collection found means after all that people placed. */
async function amongPlaced(trx: Tx, id: string, to: MoveTarget): Promise<MoveTarget> {
  if (to.kind === 'position') return to
  const beside = await trx
    .selectFrom('collectionAsset')
    .select('position')
    .where('collectionId', '=', id)
    .where('assetId', '=', to.assetId)
    .executeTakeFirst()
  return beside?.position === null ? { kind: 'position', position: Number.MAX_SAFE_INTEGER } : to
}

const lockCollection = (trx: Tx, id: string): Promise<Collection> =>
  lockAndFind(trx, id, { table: 'collection', find: findCollection, unknown: 'collection.unknown' })

const subject = (collection: Collection) => ({
  kind: 'collection' as const,
  id: collection.id,
  name: collection.title[collection.sourceLocale] ?? collection.slug,
})

async function noteChange(
  trx: Tx,
  by: Person | Actor,
  collection: Collection,
  facts: Record<string, number>,
): Promise<void> {
  await trx.updateTable('collection').set({ changedAt: sql<Date>`now()` }).where('id', '=', collection.id).execute()
  await record(trx, actorOf(by), 'collection.changed', subject(collection), facts)
}

/** Notes in the log of a smart collection what a person put in or took out; does nothing in other collections. */
async function noteByHand(
  trx: Tx,
  by: Person | Actor,
  collectionId: string,
  { entered = [], left = [] }: { entered?: string[]; left?: string[] },
): Promise<void> {
  if (!(await findRule(trx, collectionId))) return
  const counts = { entered: entered.length, left: left.length, enteredIds: entered, leftIds: left }
  await noteItems(trx, collectionId, counts, { cause: 'hand', personId: actorOf(by).id ?? null })
}

async function holds(trx: Tx, id: string, assetId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('collectionAsset')
    .select('assetId')
    .where('collectionId', '=', id)
    .where('assetId', '=', assetId)
    .executeTakeFirst()
  return !!row
}

async function writeTexts(
  trx: Tx,
  collectionId: string,
  texts: { title: Localized; introduction: Localized },
): Promise<void> {
  const rows = Object.entries(texts).flatMap(([field, values]) =>
    Object.entries(values).flatMap(([locale, value]) =>
      value ? [{ collectionId, field: field as 'title' | 'introduction', locale, value }] : [],
    ),
  )
  if (!rows.some((row) => row.field === 'title')) throw new DomainError('form.required', { field: 'title.en' })
  await trx.deleteFrom('collectionText').where('collectionId', '=', collectionId).execute()
  await trx.insertInto('collectionText').values(rows).execute()
}
