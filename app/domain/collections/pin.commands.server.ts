import { sql } from 'kysely'
import type { z } from 'zod'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import { lockPinnable } from '~/domain/assets/lock-pinnable.server'
import type { PinChoice } from '~/domain/assets/pin'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockAndFind } from '~/platform/lock.server'
import { findCollection } from './collections.queries.server'

/**
 * Pins an item of a collection to a version, or lets it follow the approved version again. Throws `collection.unknown`,
 * `version.not_approved`, and `asset.unknown` when the collection does not have the asset.
 */
export async function pinInCollection(
  db: Db,
  by: Person,
  id: string,
  { asset, version }: z.output<typeof PinChoice>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const collection = await lockAndFind(trx, id, {
      ...{ table: 'collection' as const, find: findCollection, unknown: 'collection.unknown' as const },
    })
    const { number, ...pin } = await lockPinnable(trx, asset, version)
    const { numUpdatedRows } = await trx
      .updateTable('collectionAsset')
      .set(pin)
      .where('collectionId', '=', id)
      .where('assetId', '=', asset)
      .executeTakeFirst()
    if (!numUpdatedRows) throw new DomainError('asset.unknown')
    await trx.updateTable('collection').set({ changedAt: sql<Date>`now()` }).where('id', '=', id).execute()
    const name = collection.title[collection.sourceLocale] ?? collection.slug
    const facts = { asset: await assetName(trx, asset), pinned: number ?? 'follows' }
    await record(trx, actorOf(by), 'collection.changed', { kind: 'collection', id, name }, facts)
  })
}
