import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** A swap that can be undone. */
export interface MadeSwap {
  id: string
  fromId: string
  toId: string
  /** Number of places. */
  places: number
  madeAt: Date
  madeByName: string | null
}

/** Returns the swaps in which an asset gave its place to another and which nobody undid, newest first. */
export const swapsOf = (db: Db, assetId: string): Promise<MadeSwap[]> =>
  db
    .selectFrom('assetSwap as swap')
    .leftJoin('person', 'person.id', 'swap.madeBy')
    .where('swap.fromId', '=', assetId)
    .where('swap.undoneAt', 'is', null)
    .orderBy('swap.madeAt', 'desc')
    .limit(20)
    .select(['swap.id', 'swap.fromId', 'swap.toId', 'swap.madeAt', 'person.name as madeByName'])
    .select(sql<number>`jsonb_array_length(swap.places)`.as('places'))
    .execute()
