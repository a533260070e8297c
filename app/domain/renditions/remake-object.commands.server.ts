import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { LATER } from '~/platform/jobs'
import { enqueueAll } from '~/platform/queue.server'

/**
 * Has the renditions made again whose stored object is missing or damaged, behind what people wait for; under the same key, so
 * that the new bytes take the place of the old. Those of an original that `isBroken` wait until it is right.
 */
export const remakeObject = async (
  db: Db,
  objectKey: string,
  isBroken: (sha256: string) => Promise<boolean>,
): Promise<void> => {
  const source = await db
    .selectFrom('rendition')
    .innerJoin('assetVersion as version', 'version.id', 'rendition.versionId')
    .where('rendition.objectKey', '=', objectKey)
    .select(['version.id', 'version.sha256'])
    .executeTakeFirst()
  if (!source || (await isBroken(source.sha256))) return
  await inTransaction(db, async (trx) => {
    const made = await trx
      .updateTable('rendition')
      .set({ recipe: null })
      .where('objectKey', '=', objectKey)
      .returning('versionId')
      .execute()
    const versions = [...new Set(made.map((row) => row.versionId))]
    await enqueueAll(
      trx,
      makeRenditions,
      versions.map((versionId) => ({ versionId })),
      { priority: LATER },
    )
  })
}
