import { sql } from 'kysely'
import { shareNotEnded } from '~/domain/access/visible-to.server'
import { deletableAssets } from '~/domain/assets/asset-deletion.queries.server'
import { collectionTexts } from '~/domain/collections/collections.queries.server'
import { mayManageAllShares } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { listPortals } from '~/domain/portals/portals.queries.server'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'
import type { BinSelection } from './bin'

/** How something refers to what is to be deleted; the `bin` locale file has a sentence for each. */
export type ReferenceKind =
  | 'in_collections'
  | 'in_links'
  | 'logo_of'
  | 'logo_dark_of'
  | 'hero_of'
  | 'in_portals'
  | 'its_links'
  | 'look_of'
  | 'published'
  | 'open'

export interface Reference {
  kind: ReferenceKind
  count: number
  /** Names in the reader's language; only of what this person may see. */
  names: string[]
}

export interface References {
  references: Reference[]
  /** How many of the selection this person may not delete. */
  refused: number
}

/** Returns what refers to the items that are to be deleted: for each kind of reference its number and names. */
export async function referencesOf(
  db: Db,
  by: Person,
  { kind, ids }: BinSelection,
  { locale, now }: { locale: string; now: Date },
): Promise<References> {
  const question = { db, by, ids, locale, now }
  if (kind === 'asset') {
    const deletable = await deletableAssets(db, by, ids)
    const refused = [...deletable.values()].filter((may) => !may).length
    const allowed = ids.filter((id) => deletable.get(id))
    return { references: told(await assetReferences({ ...question, ids: allowed })), refused }
  }
  const ask = { collection: collectionReferences, portal: portalReferences, share: shareReferences }[kind]
  return { references: told(await ask(question)), refused: 0 }
}

interface Question {
  db: Db
  by: Person
  ids: string[]
  locale: string
  now: Date
}

const told = (references: Reference[]) => references.filter(({ count }) => count > 0)

async function assetReferences(question: Question): Promise<Reference[]> {
  const { db, ids, locale } = question
  if (ids.length === 0) return []
  const holding = await db
    .selectFrom('collectionAsset')
    .where('assetId', 'in', ids)
    .select('collectionId')
    .distinct()
    .execute()
  const holdingIds = holding.map((row) => row.collectionId)
  const collections = holdingIds.length
    ? await collectionTexts(db, (query) => query.where('collection.id', 'in', holdingIds).orderBy('collection.slug'))
    : []
  const portals = await listPortals(db)
  const pictures = (field: 'logoAssetId' | 'logoDarkAssetId' | 'heroAssetId') =>
    portals.filter((portal) => ids.includes(portal[field] ?? '')).map((portal) => nameOf(portal.name, portal, locale))
  const shown = await portalsShowing(
    question,
    collections.map((collection) => collection.id),
  )
  const reached = sql<boolean>`(exists (select 1 from share_asset sa where sa.share_id = share.id and sa.asset_id = any(${ids}::uuid[]))
    or exists (select 1 from collection_asset ca join collection c on c.id = ca.collection_id and c.deleted_at is null
      where ca.collection_id = share.collection_id and ca.asset_id = any(${ids}::uuid[])))`
  return [
    all(
      'in_collections',
      collections.map((collection) => nameOf(collection.title, collection, locale)),
    ),
    await openLinks(question, 'in_links', reached),
    all('logo_of', pictures('logoAssetId')),
    all('logo_dark_of', pictures('logoDarkAssetId')),
    all('hero_of', pictures('heroAssetId')),
    all('in_portals', shown),
  ]
}

async function collectionReferences(question: Question): Promise<Reference[]> {
  return [
    all('in_portals', await portalsShowing(question, question.ids)),
    await openLinks(question, 'its_links', sql<boolean>`share.collection_id = any(${question.ids}::uuid[])`),
  ]
}

async function portalReferences(question: Question): Promise<Reference[]> {
  const { db, ids, now } = question
  const published = (await listPortals(db)).filter(
    ({ id, publishedAt }) => ids.includes(id) && publishedAt && publishedAt <= now,
  )
  return [
    { kind: 'published', count: published.length, names: [] },
    await openLinks(question, 'look_of', sql<boolean>`share.portal_id = any(${ids}::uuid[])`),
  ]
}

async function shareReferences(question: Question): Promise<Reference[]> {
  const open = await openLinks(question, 'open', sql<boolean>`share.id = any(${question.ids}::uuid[])`)
  return [{ ...open, names: [] }]
}

/** Returns the names of published portals that show one of these collections. */
async function portalsShowing({ db, locale, now }: Question, collectionIds: string[]): Promise<string[]> {
  if (collectionIds.length === 0) return []
  const rows = await db
    .selectFrom('portalCollection')
    .where('collectionId', 'in', collectionIds)
    .select('portalId')
    .distinct()
    .execute()
  const showing = new Set(rows.map((row) => row.portalId))
  return (await listPortals(db))
    .filter(({ id, publishedAt }) => showing.has(id) && publishedAt && publishedAt <= now)
    .map((portal) => nameOf(portal.name, portal, locale))
}

/** Returns the shares that are open now or will be; of other people's shares an editor gets only the number. */
async function openLinks(
  { db, by, now }: Question,
  kind: ReferenceKind,
  which: ReturnType<typeof sql<boolean>>,
): Promise<Reference> {
  const links = await db
    .selectFrom('share')
    .where(which)
    .where(shareNotEnded(now))
    .orderBy('createdAt', 'desc')
    .select(['title', 'createdBy'])
    .execute()
  const known = mayManageAllShares(by) ? links : links.filter((link) => link.createdBy === by.id)
  return { kind, count: links.length, names: known.map((link) => link.title) }
}

const all = (kind: ReferenceKind, names: string[]): Reference => ({ kind, count: names.length, names })

const nameOf = (
  name: Localized,
  { slug, sourceLocale }: { slug: string; sourceLocale: string },
  locale: string,
): string => pickText(name, locale, sourceLocale)?.value ?? slug
