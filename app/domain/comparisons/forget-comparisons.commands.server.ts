import type { Tx } from '~/platform/db.server'

/** Deletes the comparisons of a version whose picture has changed: they are made again when somebody looks at them. */
export async function forgetComparisons(trx: Tx, versionId: string): Promise<void> {
  await trx
    .deleteFrom('versionComparison')
    .where((eb) => eb.or([eb('olderId', '=', versionId), eb('newerId', '=', versionId)]))
    .execute()
}
