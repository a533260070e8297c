import { sql } from 'kysely'
import type { OutgoingTerms, Viewer } from '~/domain/access/access'
import type { Collection } from '~/domain/collections/collection'
import {
  assetsOfCollection,
  type ListedCollection,
  listCollections,
} from '~/domain/collections/collection-assets.server'
import { collectionTexts } from '~/domain/collections/collection-texts.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import type { Localized } from '~/platform/language'
import type { Portal } from './portal'
import { PortalTheme } from './theme'

const texts = (field: string) => sql<Localized>`coalesce((select jsonb_object_agg(t.locale, t.value)
  from portal_text t where t.portal_id = portal.id and t.field = ${field}), '{}')`

const portals = (db: Db) =>
  db
    .selectFrom('portal')
    .where('deletedAt', 'is', null)
    .select(['id', 'slug', 'sourceLocale', 'locales', 'theme', 'themeHash', 'logoAssetId', 'logoDarkAssetId'])
    .select(['heroAssetId', 'allows', 'contactName', 'contactEmail', 'contactPhone', 'publishedAt'])
    .select(['includesFormless', 'keepsMetadata'])
    .select([texts('name').as('name'), texts('headline').as('headline')])
    .select([texts('introduction').as('introduction'), texts('guidelines').as('guidelines')])

const read = (row: Awaited<ReturnType<ReturnType<typeof portals>['executeTakeFirstOrThrow']>>): Portal => ({
  ...row,
  theme: PortalTheme.parse(row.theme),
})

/** Every portal of the house, by slug. */
export const listPortals = async (db: Db): Promise<Portal[]> => (await portals(db).orderBy('slug').execute()).map(read)

/** A portal by id, published or not: for staff. */
export async function findPortal(db: Db, id: string): Promise<Portal | undefined> {
  const row = isId(id) ? await portals(db).where('id', '=', id).executeTakeFirst() : undefined
  return row && read(row)
}

/** A published portal and its visitor as a viewer; throws `portal.unknown` alike for absent and unpublished. */
export async function openPortal(
  db: Db,
  slug: string | undefined,
  now: Date,
): Promise<{ portal: Portal; viewer: Viewer }> {
  const row = slug ? await portals(db).where('slug', '=', slug).executeTakeFirst() : undefined
  if (!row?.publishedAt || row.publishedAt > now) throw new DomainError('portal.unknown')
  return { portal: read(row), viewer: visitorOf(row) }
}

/** The visitor of a portal as the decision knows them. */
export const visitorOf = (portal: Pick<Portal, 'id' | 'publishedAt' | keyof OutgoingTerms>): Viewer => ({
  kind: 'visitor',
  portalId: portal.id,
  publishedAt: portal.publishedAt,
  allows: portal.allows,
  includesFormless: portal.includesFormless,
  keepsMetadata: portal.keepsMetadata,
})

/** The collections of a portal in its order, counted as `viewer` sees them. */
export async function collectionsOf(db: Db, portalId: string, viewer: Viewer, now: Date): Promise<ListedCollection[]> {
  const rows = await db
    .selectFrom('portalCollection')
    .select('collectionId')
    .where('portalId', '=', portalId)
    .orderBy('position')
    .execute()
  const all = new Map((await listCollections(db, viewer, now)).map((collection) => [collection.id, collection]))
  return rows.flatMap((row) => all.get(row.collectionId) ?? [])
}

/** The stylesheet of a portal by its hash; undefined when the theme has changed since. */
export async function themeStylesheet(db: Db, portalId: string, hash: string): Promise<string | undefined> {
  if (!isId(portalId)) return undefined
  const row = await db
    .selectFrom('portal')
    .select('themeCss')
    .where('id', '=', portalId)
    .where('themeHash', '=', hash)
    .executeTakeFirst()
  return row?.themeCss
}

/**
 * A collection that the portal shows, by its slug, with the ids of what `viewer` may see of it. Throws
 * `collection.unknown` while that is nothing: the name of a launch is under embargo as its pictures are.
 */
export async function openCollection(
  db: Db,
  portalId: string,
  slug: string | undefined,
  viewer: Viewer,
  now: Date,
): Promise<{ collection: Collection; ids: string[] }> {
  const [collection] = slug
    ? await collectionTexts(db, (query) =>
        query
          .innerJoin('portalCollection', 'portalCollection.collectionId', 'collection.id')
          .where('portalCollection.portalId', '=', portalId)
          .where('collection.slug', '=', slug),
      )
    : []
  const ids = collection ? await assetsOfCollection(db, collection.id, viewer, now) : []
  if (!collection || ids.length === 0) throw new DomainError('collection.unknown')
  return { collection, ids }
}
