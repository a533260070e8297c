import { type RawBuilder, sql } from 'kysely'
import { shareNotEnded } from '~/domain/access/visible-to.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { pickText } from '~/platform/language'
import { localized } from '~/platform/localized.server'

export interface AssetUse {
  id: string
  name: string
}

/** What delivers an asset to outsiders. */
export interface AssetUses {
  portals: AssetUse[]
  links: AssetUse[]
}

/**
 * Returns the published portals and the shares, open now or later, that contain an asset, directly or in a collection;
 * names in `locale`.
 */
export async function usesOfAsset(db: Db, assetId: string, locale: string, now: Date): Promise<AssetUses> {
  if (!isId(assetId)) return { portals: [], links: [] }
  const portals = await db
    .selectFrom('portal')
    .where('portal.deletedAt', 'is', null)
    .where('portal.publishedAt', '<=', now)
    .where(
      sql<boolean>`(${assetId}::uuid in (portal.logo_asset_id, portal.logo_dark_asset_id, portal.hero_asset_id)
        or exists (select 1 from portal_collection pc join ${holding(assetId)} on held.collection_id = pc.collection_id
          where pc.portal_id = portal.id))`,
    )
    .select(['portal.id', 'portal.slug', 'portal.sourceLocale'])
    .select(localized('portal', 'name').as('names'))
    .orderBy('portal.slug')
    .execute()
  const links = await db
    .selectFrom('share')
    .where(shareNotEnded(now))
    .where(
      sql<boolean>`(exists (select 1 from share_asset sa where sa.share_id = share.id and sa.asset_id = ${assetId}::uuid)
        or exists (select 1 from ${holding(assetId)} where held.collection_id = share.collection_id))`,
    )
    .select(['share.id', 'share.title as name'])
    .orderBy('share.createdAt', 'desc')
    .execute()
  return {
    portals: portals.map(({ id, slug, sourceLocale, names }) => ({
      id,
      name: pickText(names, locale, sourceLocale)?.value ?? slug,
    })),
    links,
  }
}

/** SQL for the undeleted collections that contain an asset, as a table `held`. */
const holding = (assetId: string): RawBuilder<unknown> =>
  sql`(select ca.collection_id from collection_asset ca
    join collection c on c.id = ca.collection_id and c.deleted_at is null
    where ca.asset_id = ${assetId}::uuid) held`
