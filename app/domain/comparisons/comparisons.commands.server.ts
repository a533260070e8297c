import { sql } from 'kysely'
import { type Db, inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { findComparable } from './comparable-objects.queries.server'
import { compareVersions } from './compare-versions.jobs.server'
import { COMPARISON_RECIPE, type Comparison, type VersionPair } from './comparison'
import { findComparison } from './comparisons.queries.server'

const WAITING: Comparison = { state: 'waiting', result: null, hasPicture: false }

/**
 * Returns the comparison of two versions, and asks for it when there is none yet. All who ask at once get the same one. While
 * pictures or pages of a version are still being made it waits for them, and is asked for by the next call.
 */
export async function comparisonOf(db: Db, pair: VersionPair): Promise<Comparison> {
  const known = await findComparison(db, pair)
  if (known) return known
  const found = await findComparable(db, pair)
  if (!found || found.older.isWaiting || found.newer.isWaiting) return WAITING
  await askFor(db, pair)
  return WAITING
}

/** Compares two versions again whose comparison failed. Changes nothing otherwise. */
export async function retryComparison(db: Db, pair: VersionPair): Promise<void> {
  const known = await findComparison(db, pair)
  if (known?.state === 'failed') await askFor(db, pair)
}

async function askFor(db: Db, { olderId, newerId }: VersionPair): Promise<void> {
  await inTransaction(db, async (trx) => {
    const fresh = { state: 'waiting' as const, recipe: COMPARISON_RECIPE, result: null, askedAt: sql<Date>`now()` }
    const asked = await trx
      .insertInto('versionComparison')
      .values({ olderId, newerId, ...fresh, objectKey: null, sha256: null, byteSize: null, madeAt: null })
      .onConflict((oc) =>
        oc
          .columns(['olderId', 'newerId'])
          .doUpdateSet({ ...fresh, madeAt: null })
          .where((eb) =>
            eb.or([
              eb('versionComparison.recipe', '<>', COMPARISON_RECIPE),
              eb('versionComparison.state', '=', 'failed'),
            ]),
          ),
      )
      .returning('olderId')
      .executeTakeFirst()
    if (asked) await enqueue(trx, compareVersions, { olderId, newerId })
  })
}
