import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { type Preview, type Readiness, readinessOf } from './readiness'

/** Returns the readiness of the current version of each of `assetIds`, from one query. */
export async function loadReadiness(db: Db, assetIds: readonly string[]): Promise<Map<string, Readiness>> {
  if (assetIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .leftJoin('assetRights as rights', 'rights.assetId', 'asset.id')
    .leftJoin('rendition as preview', (join) =>
      join.onRef('preview.versionId', '=', 'version.id').on('preview.preset', '=', 'preview'),
    )
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .select(['asset.id', 'version.kind', 'version.unpreviewableReason'])
    .select([
      'rights.creator',
      'rights.creditLine',
      'rights.copyrightNotice',
      'rights.licenceName',
      'rights.licenceUrl',
    ])
    .select(['preview.state as previewState', 'preview.reason as previewReason'])
    .select([
      sql<string | null>`(select t.value from asset_text t where t.asset_id = asset.id and t.field = 'title'
        and t.locale = asset.source_locale)`.as('title'),
      sql<
        string | null
      >`(select min(t.value) from asset_text t where t.asset_id = asset.id and t.field = 'alt_text')`.as('altText'),
    ])
    .execute()
  return new Map(
    rows.map(({ id, previewState, previewReason, unpreviewableReason, ...facts }) => {
      const reason =
        unpreviewableReason ??
        (previewState === 'impossible' || previewState === 'failed' ? (previewReason ?? 'unknown') : undefined)
      const preview: Preview = reason
        ? { state: 'none', reason }
        : { state: previewState === 'made' ? 'made' : 'waiting' }
      return [id, readinessOf({ ...facts, preview })]
    }),
  )
}
