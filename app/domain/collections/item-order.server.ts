import { type RawBuilder, sql } from 'kysely'

/** SQL for the order of the items of a collection: those that people placed, then what its search found. */
export const itemOrder: RawBuilder<unknown> = sql`collection_asset.position, collection_asset.sort_key, collection_asset.asset_id`
