import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { FAILED_AGAIN } from './failed-again'

/** Enqueues failed renditions of an asset's current, approved and pinned versions. Throws `asset.unknown`, `rendition.not_failed`. */
export async function retryRenditions(db: Db, by: Person, assetId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asset = isId(assetId)
      ? await trx
          .selectFrom('asset')
          .select('id')
          .where('id', '=', assetId)
          .where('deletedAt', 'is', null)
          .executeTakeFirst()
      : undefined
    if (!asset) throw new DomainError('asset.unknown')
    const failed = await trx
      .updateTable('rendition')
      .set(FAILED_AGAIN)
      .where('versionId', 'in', (eb) =>
        eb
          .selectFrom('assetVersion as version')
          .innerJoin('asset', (join) => join.on(isShownVersion))
          .where('asset.id', '=', asset.id)
          .select('version.id'),
      )
      .where('state', '=', 'failed')
      .returning('versionId')
      .execute()
    if (failed.length === 0) throw new DomainError('rendition.not_failed')
    await record(trx, actorOf(by), 'rendition.retried', { kind: 'asset', id: assetId })
    for (const versionId of new Set(failed.map((row) => row.versionId)))
      await enqueue(trx, makeRenditions, { versionId })
  })
}
