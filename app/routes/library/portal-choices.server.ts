import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'

/** Approved drawings and photographs that can dress a portal, newest first. */
export async function pictureChoices(db: Db, locale: string): Promise<{ id: string; title: string; kind: string }[]> {
  const rows = await db
    .selectFrom('asset')
    .where('asset.approvedVersionId', 'is not', null)
    .where('asset.kind', 'in', ['photo', 'vector'])
    .select(['asset.id', 'asset.kind', 'asset.sourceLocale'])
    .select(
      sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from asset_text t
        where t.asset_id = asset.id and t.field = 'title'), '{}')`.as('titles'),
    )
    .orderBy('asset.createdAt', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ id, kind, titles, sourceLocale }) => ({
    id,
    kind,
    title: pickText(titles, locale, sourceLocale)?.value ?? id,
  }))
}
