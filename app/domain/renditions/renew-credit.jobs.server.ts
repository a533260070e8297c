import { sql } from 'kysely'
import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { renewCredit } from '~/domain/metadata/renew-credit.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'

export const renewCreditJob = implementJob(renewCredit, {
  run: ({ assetId }, { db }: { db: Db }) => renew(db, assetId),
})

/** Enqueues the renditions of all versions of an asset whose credit was changed, at normal priority. Idempotent. */
async function renew(db: Db, assetId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const versions = await trx
      .selectFrom('assetVersion as version')
      .innerJoin('asset', 'asset.id', 'version.assetId')
      .where('version.assetId', '=', assetId)
      .orderBy(sql`version.id is not distinct from asset.approved_version_id`, 'desc')
      .orderBy('version.createdAt', 'desc')
      .select('version.id')
      .execute()
    for (const { id: versionId } of versions) await enqueue(trx, makeRenditions, { versionId })
  })
}
