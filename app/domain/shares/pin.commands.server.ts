import type { z } from 'zod'
import { assetName } from '~/domain/assets/asset-name.queries.server'
import { lockPinnable } from '~/domain/assets/lock-pinnable.server'
import type { PinChoice } from '~/domain/assets/pin'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockShare } from './lock-share.server'

/**
 * Pins an item of a share to a version, or lets it follow the approved version again. Throws `share.unknown`, `role.required`,
 * `version.not_approved`, and `asset.unknown` when the share does not have the asset itself.
 */
export async function pinInShare(
  db: Db,
  by: Person,
  id: string,
  { asset, version }: z.output<typeof PinChoice>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const share = await lockShare(trx, by, id)
    const { number, ...pin } = await lockPinnable(trx, asset, version)
    const { numUpdatedRows } = await trx
      .updateTable('shareAsset')
      .set(pin)
      .where('shareId', '=', id)
      .where('assetId', '=', asset)
      .executeTakeFirst()
    if (!numUpdatedRows) throw new DomainError('asset.unknown')
    const facts = { asset: await assetName(trx, asset), pinned: number ?? 'follows' }
    await record(trx, actorOf(by), 'share.changed', { kind: 'share', id, name: share.title }, facts)
  })
}
