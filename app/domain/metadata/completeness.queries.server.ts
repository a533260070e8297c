import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { LOCALES } from '~/platform/language'
import type { DescribedAsset, Need } from './completeness'
import { needsOf, portalNeeds } from './completeness'
import { listFields } from './fields.queries.server'
import { templateOfAsset } from './required-by-template.server'

/** Returns the languages that portals have, in the order of the product; none without portals. */
export async function languagesInUse(db: Db): Promise<string[]> {
  const { rows } = await sql<{ locale: string }>`select distinct unnest(locales) as locale from portal
    where deleted_at is null`.execute(db)
  const used = new Set(rows.map(({ locale }) => locale))
  return LOCALES.filter((locale) => used.has(locale))
}

/** Returns the ids of the fields that any template requires before approval. */
async function requiredByTemplates(db: Db): Promise<Set<number>> {
  const { rows } = await sql<{ fieldId: number }>`select distinct r.field_id from metadata_template_field r
    join metadata_template t on t.id = r.template_id and t.retired_at is null where r.is_required`.execute(db)
  return new Set(rows.map(({ fieldId }) => fieldId))
}

/** Returns what assets need by the schema and by templates, and in the languages of all portals. */
export const loadNeeds = async (db: Db): Promise<Need[]> =>
  needsOf(await listFields(db), await languagesInUse(db), await requiredByTemplates(db))

/** Returns what assets need in a portal, by its slug; none when there is no such portal. */
export async function needsOfPortal(db: Db, slug: string): Promise<Need[]> {
  const portal = await db
    .selectFrom('portal')
    .select('locales')
    .where('slug', '=', slug)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  return portal ? portalNeeds(await listFields(db), portal.locales) : []
}

/** Returns what decides whether assets are complete, by id; none of those that there are not. Checks no permission. */
export async function describedAssets(db: Db, assetIds: readonly string[]): Promise<Map<string, DescribedAsset>> {
  if (assetIds.length === 0) return new Map()
  const { rows } = await sql<DescribedAsset & { id: string }>`select asset.id, asset.kind, asset.source_locale,
      coalesce((select jsonb_agg(jsonb_build_object('fieldId', v.field_id, 'locale', v.locale, 'isDraft', v.status = 'draft'))
        from metadata_value v where v.asset_id = asset.id and v.position = 0), '[]') as values,
      array(select r.field_id::int from metadata_template_field r where r.is_required
        and r.template_id = ${templateOfAsset(sql.ref('asset.id'))}) as required
    from asset where asset.id = any(${assetIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...asset }) => [id, asset]))
}
