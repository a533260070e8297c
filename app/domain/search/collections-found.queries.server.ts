import { type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { visibleTo } from '~/domain/access/visible-to.server'
import { type Localized, pickText } from '~/platform/language'
import { normalValue } from './document'
import { seesCollection } from './field-conditions.server'
import { piecesOf } from './pieces'

export interface FoundCollection {
  id: string
  slug: string
  title: string
}

/**
 * Returns collections of whose titles the words begin with all words of a text; for others than editors only those in which the
 * viewer sees an asset.
 */
export async function collectionsNamed(
  scope: ViewScope,
  typed: string,
  { most, locale }: { most: number; locale: string },
): Promise<FoundCollection[]> {
  const pieces = piecesOf(typed).slice(0, 10)
  if (pieces.length === 0) return []
  const spaced = sql`' ' || regexp_replace(lower(unaccent(t.value)), '[^[:alnum:]]+', ' ', 'g')`
  const begun = pieces.map((piece) => sql`strpos(${spaced}, ${` ${normalValue(piece)}`}) > 0`)
  const named = sql<SqlBool>`exists (select 1 from collection_text t where t.collection_id = c.id and t.field = 'title'
    and ${sql.join(begun, sql` and `)})`
  return titled(collectionsSeen(scope).where(named).limit(most), locale)
}

/** Returns what collections are called that the viewer sees, by their slugs. */
export async function titlesOfCollections(
  scope: ViewScope,
  slugs: readonly string[],
  locale: string,
): Promise<Record<string, string>> {
  if (slugs.length === 0) return {}
  const found = await titled(collectionsSeen(scope).where('c.slug', 'in', slugs), locale)
  return Object.fromEntries(found.map(({ slug, title }) => [slug, title]))
}

function collectionsSeen({ db, viewer, now }: ViewScope) {
  const seen = db.selectFrom('collection as c').where(seesCollection(viewer)).orderBy('c.slug')
  return curates(viewer)
    ? seen
    : seen.where(sql<SqlBool>`exists (select 1 from collection_asset ca join asset on asset.id = ca.asset_id
        where ca.collection_id = c.id and ${visibleTo(viewer, now)})`)
}

async function titled(query: ReturnType<typeof collectionsSeen>, locale: string): Promise<FoundCollection[]> {
  const rows = await query
    .select(['c.id', 'c.slug', 'c.sourceLocale'])
    .select(
      sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value) from collection_text t
        where t.collection_id = c.id and t.field = 'title'), '{}')`.as('titles'),
    )
    .execute()
  return rows.map(({ id, slug, titles, sourceLocale }) => ({
    ...{ id, slug },
    title: pickText(titles, locale, sourceLocale)?.value ?? slug,
  }))
}
