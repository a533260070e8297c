import { sql } from 'kysely'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { creditRow, sourceText } from '~/domain/metadata/value-sql.server'
import { isRequiredByTemplate } from '~/domain/templates/applied-template.queries.server'
import type { Db } from '~/platform/db.server'
import { type Preview, type Readiness, type ReadinessFacts, readinessOf } from './readiness'

/** Those that the checks of the code ask for by themselves are left out. */
const CHECKED = [FIELD_ID.title, FIELD_ID.alt_text].map((id) => sql.lit(id))

const byTemplate = isRequiredByTemplate(sql.ref('asset.id'), sql.ref('f.id'))

const neededFields = sql<ReadinessFacts['fields']>`coalesce((
  select jsonb_agg(jsonb_build_object('key', f.key, 'labels', f.labels, 'isFilled', exists (
    select 1 from metadata_value v where v.asset_id = asset.id and v.field_id = f.id)) order by g.position, f.position, f.id)
  from metadata_field f join metadata_group g on g.id = f.group_id
  where f.retired_at is null and ((f.is_required_for_approval and f.id not in (${sql.join(CHECKED)})) or ${byTemplate})
    and (f.kinds is null or version.kind = any(f.kinds))), '[]')`.as('fields')

/** Returns the readiness of the current version of each of `assetIds`, from one query. */
export async function loadReadiness(db: Db, assetIds: readonly string[]): Promise<Map<string, Readiness>> {
  if (assetIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .innerJoinLateral(creditRow('asset.id').as('credit'), (join) => join.onTrue())
    .leftJoin('rendition as preview', (join) =>
      join.onRef('preview.versionId', '=', 'version.id').on('preview.preset', '=', 'preview'),
    )
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .select(['asset.id', 'version.kind', 'version.unpreviewableReason'])
    .select([
      'credit.creator',
      'credit.creditLine',
      'credit.copyrightNotice',
      'credit.licenceName',
      'credit.licenceUrl',
    ])
    .select(['preview.state as previewState', 'preview.reason as previewReason'])
    .select([
      sql<
        string | null
      >`(select t.text from metadata_value t where t.asset_id = asset.id and t.field_id = ${FIELD_ID.title}
        and t.locale = asset.source_locale)`.as('title'),
      sourceText('alt_text').as('altText'),
      neededFields,
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
