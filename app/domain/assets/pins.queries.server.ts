import { sql } from 'kysely'
import { mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { localized } from '~/platform/localized.server'
import { approvedAt } from './approved-at.server'
import type { Pin } from './pin'

/** A version that may be pinned. */
export interface PinnableVersion {
  id: string
  number: number
  fileName: string
  approvedAt: Date
  note: string | null
  /** Whether it is the one that is delivered where nothing is pinned. */
  isApproved: boolean
}

/** Returns the versions of an asset that were approved and not withdrawn, the newest first; only these may be pinned. */
export const pinnableVersions = (db: Db, assetId: string): Promise<PinnableVersion[]> =>
  db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('asset.id', '=', assetId)
    .where('version.state', '=', 'approved')
    .orderBy('version.number', 'desc')
    .select(['version.id', 'version.number', 'version.fileName', 'version.note'])
    .select([
      sql<boolean>`version.id is not distinct from asset.approved_version_id`.as('isApproved'),
      approvedAt.as('approvedAt'),
    ])
    .execute()

const PIN_COLUMNS = ['item.assetId', 'item.pinnedAt', 'version.id', 'version.number', 'version.state'] as const

/** Returns the pins of a collection, by the id of the asset. */
export async function pinsOfCollection(db: Db, collectionId: string): Promise<Map<string, Pin>> {
  const rows = await db
    .selectFrom('collectionAsset as item')
    .innerJoin('assetVersion as version', 'version.id', 'item.pinnedVersionId')
    .where('item.collectionId', '=', collectionId)
    .select(PIN_COLUMNS)
    .execute()
  return byAsset(rows)
}

/** Returns the pins of a share's own items, by the id of the asset; those of a collection that it delivers are the collection's. */
export async function pinsOfShare(db: Db, shareId: string): Promise<Map<string, Pin>> {
  const rows = await db
    .selectFrom('shareAsset as item')
    .innerJoin('assetVersion as version', 'version.id', 'item.pinnedVersionId')
    .where('item.shareId', '=', shareId)
    .select(PIN_COLUMNS)
    .execute()
  return byAsset(rows)
}

interface PinRow {
  assetId: string
  id: string
  number: number
  state: string
  pinnedAt: Date | null
}

const byAsset = (rows: PinRow[]): Map<string, Pin> =>
  new Map(
    rows.flatMap(({ assetId, id, number, state, pinnedAt }) =>
      pinnedAt ? [[assetId, { assetId, versionId: id, number, pinnedAt, isWithdrawn: state !== 'approved' }]] : [],
    ),
  )

/** Where a version is pinned. */
export interface PinnedPlace {
  kind: 'collection' | 'share'
  id: string
  /** Null for another person's share, of which only managers learn the name. */
  name: string | null
}

/** Returns where the versions of an asset are pinned, by the id of the version; not in what is in the bin or revoked. */
export async function placesOfPins(
  db: Db,
  by: Person,
  assetId: string,
  locale: string,
): Promise<Map<string, PinnedPlace[]>> {
  const collections = await db
    .selectFrom('collectionAsset as item')
    .innerJoin('collection', 'collection.id', 'item.collectionId')
    .where('item.assetId', '=', assetId)
    .where('item.pinnedVersionId', 'is not', null)
    .where('collection.deletedAt', 'is', null)
    .orderBy('collection.slug')
    .select(['item.pinnedVersionId as versionId', 'collection.id', 'collection.slug', 'collection.sourceLocale'])
    .select(localized('collection', 'title').as('names'))
    .execute()
  const shares = await db
    .selectFrom('shareAsset as item')
    .innerJoin('share', 'share.id', 'item.shareId')
    .where('item.assetId', '=', assetId)
    .where('item.pinnedVersionId', 'is not', null)
    .where('share.deletedAt', 'is', null)
    .where('share.revokedAt', 'is', null)
    .orderBy('share.createdAt', 'desc')
    .select(['item.pinnedVersionId as versionId', 'share.id', 'share.title', 'share.createdBy'])
    .execute()
  const places = new Map<string, PinnedPlace[]>()
  const add = (versionId: string | null, place: PinnedPlace) =>
    versionId && places.set(versionId, [...(places.get(versionId) ?? []), place])
  for (const { versionId, id, slug, sourceLocale, names } of collections)
    add(versionId, { kind: 'collection', id, name: pickText(names, locale, sourceLocale)?.value ?? slug })
  for (const { versionId, id, title, createdBy } of shares)
    add(versionId, { kind: 'share', id, name: mayManageShare(by, { createdBy }) ? title : null })
  return places
}
