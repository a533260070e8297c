import { MAKE_RENDITIONS } from '~/domain/assets/versions.server'
import { record } from '~/domain/audit/audit.server'
import { actorOf } from '~/domain/identity/identity.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'

/** Asks once more for the failed pictures of an asset's current version. Throws `asset.unknown`, `rendition.not_failed`. */
export async function retryRenditions(db: Db, by: Person, assetId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asset = isId(assetId)
      ? await trx
          .selectFrom('asset')
          .select('currentVersionId')
          .where('id', '=', assetId)
          .where('deletedAt', 'is', null)
          .executeTakeFirst()
      : undefined
    if (!asset) throw new DomainError('asset.unknown')
    const versionId = asset.currentVersionId
    const { numUpdatedRows } = await trx
      .updateTable('rendition')
      .set({ state: 'waiting', reason: null })
      .where('versionId', '=', versionId)
      .where('state', '=', 'failed')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new DomainError('rendition.not_failed')
    await record(trx, actorOf(by), 'rendition.retried', { kind: 'asset', id: assetId })
    await enqueue(trx, MAKE_RENDITIONS, { versionId }, { key: `renditions:${versionId}`, maxAttempts: 3 })
  })
}

export interface HouseRendition {
  preset: string
  state: 'waiting' | 'made' | 'impossible' | 'failed'
  reason: string | null
  mediaType: string | null
  byteSize: number | null
  width: number | null
  height: number | null
}

/** The renditions of a version as staff see them; none yet means that the job has not run. */
export const renditionsOf = (db: Db, versionId: string): Promise<HouseRendition[]> =>
  db
    .selectFrom('rendition')
    .select(['preset', 'state', 'reason', 'mediaType', 'byteSize', 'width', 'height'])
    .where('versionId', '=', versionId)
    .execute()
