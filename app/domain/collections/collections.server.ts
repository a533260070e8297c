import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit.server'
import { actorOf } from '~/domain/identity/identity.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import type { Localized } from '~/platform/language'
import { type Collection, type CollectionWords, slugFrom } from './collection'
import { freeSlug, takeSlug } from './collection-slugs.server'
import { collectionTexts } from './collection-texts.server'

/** Opens an empty collection under a free slug made from its title. */
export async function createCollection(db: Db, by: Person, title: string, locale: string): Promise<string> {
  return inTransaction(db, async (trx) => {
    const id = newId()
    const slug = await freeSlug(trx, slugFrom(title, 'collection'))
    await trx.insertInto('collection').values({ id, slug, sourceLocale: locale, createdBy: by.id }).execute()
    await trx.insertInto('collectionText').values({ collectionId: id, field: 'title', locale, value: title }).execute()
    await record(trx, actorOf(by), 'collection.created', { kind: 'collection', id, name: title })
    return id
  })
}

/** Changes slug, cover and words; the old slug goes on leading here. Throws `collection.slug_taken`, `collection.cover_outside`. */
export async function changeCollection(
  db: Db,
  by: Person,
  id: string,
  input: z.output<typeof CollectionWords>,
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

/** Adds assets at the end, in the given order; those already in it stay where they are. Answers how many were added. */
export async function addToCollection(db: Db, by: Person, id: string, assetIds: string[]): Promise<number> {
  return inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    const added = await trx
      .insertInto('collectionAsset')
      .columns(['collectionId', 'assetId', 'position'])
      .expression((eb) =>
        eb
          .selectFrom(
            sql<{ id: string; n: number }>`unnest(${assetIds}::uuid[]) with ordinality`.as<'wanted'>(
              sql`wanted(id, n)`,
            ),
          )
          .innerJoin('asset', 'asset.id', 'wanted.id')
          .where('asset.deletedAt', 'is', null)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('collectionAsset as ca')
                  .select('ca.assetId')
                  .where('ca.collectionId', '=', id)
                  .whereRef('ca.assetId', '=', 'asset.id'),
              ),
            ),
          )
          .select([
            sql<string>`${id}::uuid`.as('collectionId'),
            'asset.id as assetId',
            sql<number>`coalesce((select max(position) from collection_asset where collection_id = ${id}), 0) + wanted.n`.as(
              'position',
            ),
          ]),
      )
      .executeTakeFirst()
    const count = Number(added.numInsertedOrUpdatedRows ?? 0)
    await record(trx, actorOf(by), 'collection.changed', subject(collection), { added: count })
    return count
  })
}

/** Takes assets out; they stay in the library. */
export async function removeFromCollection(db: Db, by: Person, id: string, assetIds: string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    await trx.deleteFrom('collectionAsset').where('collectionId', '=', id).where('assetId', 'in', assetIds).execute()
    await trx
      .updateTable('collection')
      .set({ coverAssetId: null })
      .where('id', '=', id)
      .where('coverAssetId', 'in', assetIds)
      .execute()
    await record(trx, actorOf(by), 'collection.changed', subject(collection), { removed: assetIds.length })
  })
}

/** Stores a whole new order; throws `collection.changed_meanwhile` when it does not name exactly the assets there are. */
export async function orderCollection(db: Db, by: Person, id: string, order: string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lockCollection(trx, id)
    const there = await trx.selectFrom('collectionAsset').select('assetId').where('collectionId', '=', id).execute()
    const known = new Set(there.map((row) => row.assetId))
    if (
      known.size !== order.length ||
      new Set(order).size !== order.length ||
      !order.every((asset) => known.has(asset))
    )
      throw new DomainError('collection.changed_meanwhile')
    await sql`update collection_asset set position = wanted.n
      from unnest(${order}::uuid[]) with ordinality as wanted(id, n)
      where collection_id = ${id} and asset_id = wanted.id`.execute(trx)
    await record(trx, actorOf(by), 'collection.changed', subject(collection), { ordered: order.length })
  })
}

/** One collection with its words in every language, or undefined. */
export async function findCollection(db: Db, id: string): Promise<Collection | undefined> {
  if (!isId(id)) return undefined
  const [found] = await collectionTexts(db, (query) => query.where('collection.id', '=', id))
  return found
}

async function lockCollection(trx: Tx, id: string): Promise<Collection> {
  if (isId(id)) await trx.selectFrom('collection').select('id').where('id', '=', id).forUpdate().execute()
  const found = await findCollection(trx, id)
  if (!found) throw new DomainError('collection.unknown')
  return found
}

const subject = (collection: Collection) => ({
  kind: 'collection' as const,
  id: collection.id,
  name: collection.title[collection.sourceLocale] ?? collection.slug,
})

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
  words: { title: Localized; introduction: Localized },
): Promise<void> {
  const rows = Object.entries(words).flatMap(([field, values]) =>
    Object.entries(values).flatMap(([locale, value]) =>
      value ? [{ collectionId, field: field as 'title' | 'introduction', locale, value }] : [],
    ),
  )
  if (!rows.some((row) => row.field === 'title')) throw new DomainError('form.required', { field: 'title.en' })
  await trx.deleteFrom('collectionText').where('collectionId', '=', collectionId).execute()
  await trx.insertInto('collectionText').values(rows).execute()
}
