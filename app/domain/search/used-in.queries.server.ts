import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { mayManageAllShares, mayManageCollections } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { isId } from '~/platform/ids.server'
import { pickText } from '~/platform/language'
import { localized } from '~/platform/localized.server'
import { type AssetUse, usesOfAsset } from './asset-uses.queries.server'

/** Where an asset is used, as far as a member of staff may know. */
export interface UsedIn {
  collections: AssetUse[]
  /** Published portals that deliver it. */
  portals: AssetUse[]
  /** Open shares that deliver it, and that the person manages. */
  links: AssetUse[]
  /** Number of the open shares of others. */
  otherLinks: number
}

export const USED_NOWHERE: UsedIn = { collections: [], portals: [], links: [], otherLinks: 0 }

/** Most collections that are named. */
const MOST_NAMED = 100

/** Returns where an asset is used; nothing for people who see neither collections nor shares. */
export async function usedIn({ db, now }: ViewScope, person: Person, assetId: string, locale: string): Promise<UsedIn> {
  if (!isId(assetId) || !mayManageCollections(person)) return USED_NOWHERE
  const collections = await db
    .selectFrom('collection')
    .innerJoin('collectionAsset as item', 'item.collectionId', 'collection.id')
    .where('item.assetId', '=', assetId)
    .where('collection.deletedAt', 'is', null)
    .select(['collection.id', 'collection.slug', 'collection.sourceLocale'])
    .select(localized('collection', 'title').as('titles'))
    .orderBy('collection.changedAt', 'desc')
    .limit(MOST_NAMED)
    .execute()
  const { portals, links } = await usesOfAsset(db, assetId, locale, now)
  const managed = mayManageAllShares(person)
    ? links
    : await ownLinks(
        db,
        person,
        links.map(({ id }) => id),
      )
  return {
    collections: collections.map(({ id, slug, sourceLocale, titles }) => ({
      id,
      name: pickText(titles, locale, sourceLocale)?.value ?? slug,
    })),
    portals,
    links: managed,
    otherLinks: links.length - managed.length,
  }
}

const ownLinks = (db: ViewScope['db'], person: Person, ids: string[]): Promise<AssetUse[]> =>
  db
    .selectFrom('share')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('createdBy', '=', person.id)
    .select(['id', 'title as name'])
    .orderBy('createdAt', 'desc')
    .execute()
