import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { COMPARISON_RECIPE, type Comparison, type ComparisonResult, type VersionPair } from './comparison'

/** Returns what is known of a pair; undefined when it was not compared, or by another recipe. */
export async function findComparison(db: Db, pair: VersionPair): Promise<Comparison | undefined> {
  const row = await ofPair(db, pair)
    .where('recipe', '=', COMPARISON_RECIPE)
    .select(['state', 'objectKey', sql<ComparisonResult | null>`result`.as('result')])
    .executeTakeFirst()
  return row && { state: row.state, result: row.result, hasPicture: row.objectKey !== null }
}

/** The stored picture of a comparison. */
export interface ComparisonPicture {
  objectKey: string
  sha256: string
  byteSize: number
  mediaType: 'image/png'
}

/** Returns the picture of changed pixels of two versions of one asset that is not in the bin; undefined when there is none. */
export async function findComparisonPicture(db: Db, pair: VersionPair): Promise<ComparisonPicture | undefined> {
  const row = await ofPair(db, pair)
    .innerJoin('assetVersion as version', 'version.id', 'versionComparison.olderId')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('asset.deletedAt', 'is', null)
    .select(['versionComparison.objectKey', 'versionComparison.sha256', 'versionComparison.byteSize'])
    .executeTakeFirst()
  const { objectKey = null, sha256 = null, byteSize = null } = row ?? {}
  if (objectKey === null || sha256 === null || byteSize === null) return undefined
  return { objectKey, sha256, byteSize, mediaType: 'image/png' }
}

/** Returns the object keys of all comparisons of an asset's versions. */
export async function comparisonObjectsOf(db: Db, assetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('versionComparison')
    .innerJoin('assetVersion as version', 'version.id', 'versionComparison.olderId')
    .where('version.assetId', '=', assetId)
    .where('versionComparison.objectKey', 'is not', null)
    .select('versionComparison.objectKey')
    .execute()
  return rows.flatMap(({ objectKey }) => objectKey ?? [])
}

const ofPair = (db: Db, { olderId, newerId }: VersionPair) =>
  db
    .selectFrom('versionComparison')
    .where('versionComparison.olderId', '=', olderId)
    .where('versionComparison.newerId', '=', newerId)
