import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { required } from '~/platform/required'
import type { SettleCause } from './smart-collection'

/** Assets that a line of the log names. */
const MOST_NAMED = 50

interface Settled {
  entered: number
  left: number
  enteredIds: string[] | null
  leftIds: string[] | null
}

/**
 * Makes the items that the search of a collection found those of `found`, SQL for a table of `asset_id` and `sort_key`; of
 * `only`, no others are touched. What people placed stays. Notes what entered and left. The caller holds the lock of the
 * collection, and made `found` after it got it.
 */
export async function settleFound(
  trx: Tx,
  collectionId: string,
  { found, only }: { found: RawBuilder<unknown>; only?: readonly string[] },
  cause: SettleCause,
): Promise<void> {
  const among = only ? sql`and item.asset_id = any(${only}::uuid[])` : sql``
  const { rows } = await sql<Settled>`with found as materialized (${found}),
    gone as (delete from collection_asset item where item.collection_id = ${collectionId} and item.position is null ${among}
      and not exists (select 1 from found where found.asset_id = item.asset_id) returning item.asset_id),
    resorted as (update collection_asset item set sort_key = found.sort_key from found
      where item.collection_id = ${collectionId} and item.asset_id = found.asset_id and item.position is null
        and item.sort_key <> found.sort_key),
    come as (insert into collection_asset (collection_id, asset_id, position, sort_key)
      select ${collectionId}, asset_id, null, sort_key from found
      on conflict (collection_id, asset_id) do nothing returning asset_id)
    select (select count(*)::int from come) as entered, (select count(*)::int from gone) as "left",
      array(select asset_id from come limit ${MOST_NAMED}) as "enteredIds",
      array(select asset_id from gone limit ${MOST_NAMED}) as "leftIds"`.execute(trx)
  await noteItems(trx, collectionId, required(rows[0], 'row of a settlement'), cause)
}

/** Writes a line of what entered and left; none when nothing did. */
export async function noteItems(
  trx: Tx,
  collectionId: string,
  { entered, left, enteredIds, leftIds }: Settled,
  { cause, personId = null }: SettleCause,
): Promise<void> {
  if (entered + left === 0) return
  await trx
    .insertInto('collectionItemChange')
    .values({
      ...{ collectionId, cause, personId, entered, left },
      enteredIds: enteredIds ?? [],
      leftIds: leftIds ?? [],
    })
    .execute()
  await trx.updateTable('collection').set({ changedAt: sql<Date>`now()` }).where('id', '=', collectionId).execute()
}

/** Gives items that the search found a place after those that people placed; does nothing in other collections. */
export async function placeFound(trx: Tx, collectionId: string, assetIds: readonly string[]): Promise<void> {
  await sql`update collection_asset item set position = wanted.place, sort_key = null
    from (select ids.id, row_number() over (order by ids.n)
        + coalesce((select max(position) from collection_asset where collection_id = ${collectionId}), 0) as place
      from unnest(${assetIds}::uuid[]) with ordinality as ids(id, n)
      join collection_asset ca on ca.collection_id = ${collectionId} and ca.asset_id = ids.id and ca.position is null) as wanted
    where item.collection_id = ${collectionId} and item.asset_id = wanted.id`.execute(trx)
}

/** Takes the places of items that people placed in a smart collection: whether they stay is then for its search to say. */
export async function unplace(trx: Tx, collectionId: string, assetIds: readonly string[]): Promise<void> {
  await sql`update collection_asset set position = null, sort_key = ''
    where collection_id = ${collectionId} and asset_id = any(${assetIds}::uuid[]) and position is not null`.execute(trx)
}

/** Leaves assets out of a smart collection for good; does nothing in other collections. */
export async function excludeItems(
  trx: Tx,
  personId: string | null,
  collectionId: string,
  assetIds: readonly string[],
): Promise<void> {
  await sql`insert into collection_exclusion (collection_id, asset_id, excluded_by)
    select s.collection_id, asset.id, ${personId} from smart_collection s
    join asset on asset.id = any(${assetIds}::uuid[]) where s.collection_id = ${collectionId}
    on conflict do nothing`.execute(trx)
}

/** Lets the search find assets again that were left out. */
export async function includeItems(trx: Tx, collectionId: string, assetIds: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('collectionExclusion')
    .where('collectionId', '=', collectionId)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .execute()
}
