import { type SqlBool, sql } from 'kysely'
import type { OutgoingTerms, Previewer, Viewer, ViewScope } from '~/domain/access/access'
import { originalOnly } from '~/domain/access/authorize.server'
import { mayPreview } from '~/domain/access/decide'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Collection } from '~/domain/collections/collection'
import {
  assetsOfCollection,
  type ListedCollection,
  withCounts,
} from '~/domain/collections/collection-assets.queries.server'
import { collectionTexts } from '~/domain/collections/collections.queries.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { localized } from '~/platform/localized.server'
import { prepared } from '~/platform/prepared.server'
import type { Portal } from './portal'
import { PortalTheme } from './theme'

const texts = (field: string) => localized('portal', field)

const portals = (db: Db) =>
  db
    .selectFrom('portal')
    .modifyFront(prepared)
    .where('deletedAt', 'is', null)
    .select(['id', 'slug', 'sourceLocale', 'locales', 'theme', 'themeHash', 'logoAssetId', 'logoDarkAssetId'])
    .select(['heroAssetId', 'allows', 'contactName', 'contactEmail', 'contactPhone', 'publishedAt'])
    .select(['includesOriginalOnly', 'keepsMetadata', 'embeds', 'embedLanguage', 'facets'])
    .select([texts('name').as('name'), texts('headline').as('headline')])
    .select([texts('introduction').as('introduction'), texts('guidelines').as('guidelines')])

const read = (row: Awaited<ReturnType<ReturnType<typeof portals>['executeTakeFirstOrThrow']>>): Portal => ({
  ...row,
  theme: PortalTheme.parse(row.theme),
})

/** Returns every portal, ordered by slug. */
export const listPortals = async (db: Db): Promise<Portal[]> => (await portals(db).orderBy('slug').execute()).map(read)

/** Returns a portal by id, published or not, for staff; undefined when there is none. */
export async function findPortal(db: Db, id: string): Promise<Portal | undefined> {
  const row = isId(id) ? await portals(db).where('id', '=', id).executeTakeFirst() : undefined
  return row && read(row)
}

/** Returns the id of the portal that was published first; undefined while none is. */
export async function firstPublishedPortal(db: Db, now: Date): Promise<string | undefined> {
  const portal = await db
    .selectFrom('portal')
    .select('id')
    .where('publishedAt', '<=', now)
    .where('deletedAt', 'is', null)
    .orderBy('publishedAt')
    .limit(1)
    .executeTakeFirst()
  return portal?.id
}

export interface OpenedPortal {
  /** Found by its slug or by a former one; then `portal.slug` differs from the slug in the URL. */
  portal: Portal
  viewer: PortalViewer
}

/**
 * Returns the portal of a slug and its visitor as a viewer. `previewer` may also open one that is not published. Throws
 * `portal.unknown` alike for absent, deleted and unpublished ones.
 */
export async function openPortal(
  db: Db,
  slug: string | undefined,
  now: Date,
  previewer?: Previewer,
): Promise<OpenedPortal> {
  const row = slug
    ? await portals(db).where(hasOrHad(slug)).orderBy(sql`slug = ${slug}`, 'desc').executeTakeFirst()
    : undefined
  if (!row) throw new DomainError('portal.unknown')
  if (row.publishedAt && row.publishedAt <= now) return { portal: read(row), viewer: visitorOf(row) }
  if (!mayPreview(previewer)) throw new DomainError('portal.unknown')
  return { portal: read(row), viewer: visitorOf(row, previewer) }
}

const hasOrHad = (slug: string) =>
  sql<SqlBool>`(slug = ${slug} or id = (select o.portal_id from portal_old_slug o where o.slug = ${slug}))`

export type PortalViewer = Extract<Viewer, { kind: 'visitor' }>

/** Returns the viewer for a visitor of a portal; `previewBy` is set for staff who preview one that is not published. */
export const visitorOf = (
  portal: Pick<Portal, 'id' | 'publishedAt' | 'embeds' | 'embedLanguage' | keyof OutgoingTerms>,
  previewBy?: Previewer,
): PortalViewer => ({
  texts: { embeds: portal.embeds, embedLanguage: portal.embedLanguage },
  kind: 'visitor',
  previewBy,
  portalId: portal.id,
  publishedAt: portal.publishedAt,
  allows: portal.allows,
  includesOriginalOnly: portal.includesOriginalOnly,
  keepsMetadata: portal.keepsMetadata,
})

/** Returns the collections of a portal in its order, with counts of what `viewer` may see. */
export async function collectionsOf(db: Db, portalId: string, viewer: Viewer, now: Date): Promise<ListedCollection[]> {
  const collections = await collectionTexts(db, (query) =>
    query
      .innerJoin('portalCollection', 'portalCollection.collectionId', 'collection.id')
      .where('portalCollection.portalId', '=', portalId)
      .orderBy('portalCollection.position'),
  )
  return withCounts(db, collections, viewer, now)
}

/** Returns how many files without a possible web rendition a portal shows its visitors, or will once it is published. */
export async function countOriginalOnly(db: Db, portal: Portal, by: Previewer, now: Date): Promise<number> {
  const visitor = visitorOf(portal, by)
  const { count } = await db
    .selectFrom('asset')
    .where(visibleTo(visitor, now))
    .where(originalOnly(deliveredVersion(visitor)))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Returns the stylesheet of a portal by its hash; undefined when the theme has changed since. */
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
 * Returns a collection that the portal shows, by its slug or a former one, with the ids of the assets that `viewer` may see.
 * Throws `collection.unknown` while there are none: the name of a launch is confidential as long as its pictures are.
 */
export async function openCollection(
  { db, viewer, now }: ViewScope,
  portalId: string,
  slug: string | undefined,
): Promise<{ collection: Collection; ids: string[] }> {
  const [collection] = slug
    ? await collectionTexts(db, (query) =>
        query
          .innerJoin('portalCollection', 'portalCollection.collectionId', 'collection.id')
          .where('portalCollection.portalId', '=', portalId)
          .where(
            sql<SqlBool>`(collection.slug = ${slug} or collection.id = (
              select o.collection_id from collection_old_slug o where o.slug = ${slug}))`,
          )
          .orderBy(sql`collection.slug = ${slug}`, 'desc'),
      )
    : []
  const ids = collection ? await assetsOfCollection(db, collection.id, viewer, now) : []
  if (!collection || ids.length === 0) throw new DomainError('collection.unknown')
  return { collection, ids }
}
