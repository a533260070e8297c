import { sql } from 'kysely'
import { describedAssets, loadNeeds } from '~/domain/metadata/completeness.queries.server'
import type { Db } from '~/platform/db.server'
import { type Preview, type Readiness, readinessOf } from './readiness'

/** Returns the readiness of the current version of each of `assetIds`. */
export async function loadReadiness(db: Db, assetIds: readonly string[]): Promise<Map<string, Readiness>> {
  if (assetIds.length === 0) return new Map()
  const needs = await loadNeeds(db)
  const described = await describedAssets(db, assetIds)
  const previews = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .leftJoin('rendition as preview', (join) =>
      join.onRef('preview.versionId', '=', 'version.id').on('preview.preset', '=', 'preview'),
    )
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .select(['asset.id', 'version.unpreviewableReason', 'preview.state', 'preview.reason'])
    .execute()
  return new Map(
    previews.flatMap(({ id, ...made }) => {
      const asset = described.get(id)
      return asset ? [[id, readinessOf({ asset, needs, preview: previewOf(made) })] as const] : []
    }),
  )
}

function previewOf(made: { unpreviewableReason: string | null; state: string | null; reason: string | null }): Preview {
  const failed = made.state === 'impossible' || made.state === 'failed' ? (made.reason ?? 'unknown') : undefined
  const reason = made.unpreviewableReason ?? failed
  if (reason) return { state: 'none', reason }
  return { state: made.state === 'made' ? 'made' : 'waiting' }
}
