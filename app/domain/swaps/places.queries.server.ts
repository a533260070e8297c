import { sql } from 'kysely'
import { shareNotEnded } from '~/domain/access/visible-to.server'
import { mayManageCollections, mayManagePortals, mayManageShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { type Localized, pickText } from '~/platform/language'
import { localized } from '~/platform/localized.server'
import { keyOf, type Place, PORTAL_FIELDS } from './place'

/** A place where an asset is used, as a person sees it. */
export interface UsedPlace {
  key: string
  place: Place
  /** Null for another person's share, of which only managers learn the name. */
  name: string | null
  /** Whether this person may put another asset there. */
  mayChange: boolean
  /** Whether people outside get what is there: a portal shows it, or a share that has not ended delivers it. */
  isOutward: boolean
  /** The version of the asset that is pinned there; null when the approved one is followed. */
  pin: { number: number; isWithdrawn: boolean } | null
}

/** Returns the collections, shares and portals in which an asset is used itself, without those in the bin or revoked. */
export async function placesOf(
  db: Db,
  by: Person,
  assetId: string,
  { locale, now }: { locale: string; now: Date },
): Promise<UsedPlace[]> {
  const named = { db, by, assetId, locale, now }
  return [...(await collectionsOf(named)), ...(await sharesOf(named)), ...(await portalsOf(named))]
}

interface Question {
  db: Db
  by: Person
  assetId: string
  locale: string
  now: Date
}

async function collectionsOf({ db, by, assetId, locale, now }: Question): Promise<UsedPlace[]> {
  const rows = await db
    .selectFrom('collectionAsset')
    .innerJoin('collection', 'collection.id', 'collectionAsset.collectionId')
    .leftJoin('assetVersion as pin', 'pin.id', 'collectionAsset.pinnedVersionId')
    .where('collectionAsset.assetId', '=', assetId)
    // What a search found leaves and enters by what is said of it.
    .where('collectionAsset.position', 'is not', null)
    .where('collection.deletedAt', 'is', null)
    .orderBy('collection.slug')
    .select([
      'collection.id',
      'collection.slug',
      'collection.sourceLocale',
      localized('collection', 'title').as('names'),
    ])
    .select(['pin.number', 'pin.state'])
    .select(
      sql<boolean>`(exists (select 1 from portal_collection pc join portal p on p.id = pc.portal_id
          where pc.collection_id = collection.id and p.deleted_at is null)
        or exists (select 1 from share where share.collection_id = collection.id and ${shareNotEnded(now)}))`.as(
        'isOutward',
      ),
    )
    .execute()
  return rows.map(({ id, isOutward, ...row }) => {
    const facts = { name: nameOf(row, locale), mayChange: mayManageCollections(by), isOutward, pin: pinOf(row) }
    return used({ kind: 'collection', id }, facts)
  })
}

async function sharesOf({ db, by, assetId }: Question): Promise<UsedPlace[]> {
  const rows = await db
    .selectFrom('shareAsset')
    .innerJoin('share', 'share.id', 'shareAsset.shareId')
    .leftJoin('assetVersion as pin', 'pin.id', 'shareAsset.pinnedVersionId')
    .where('shareAsset.assetId', '=', assetId)
    .where('share.deletedAt', 'is', null)
    .where('share.revokedAt', 'is', null)
    .orderBy('share.createdAt', 'desc')
    .select(['share.id', 'share.title', 'share.createdBy', 'pin.number', 'pin.state'])
    .execute()
  return rows.map(({ id, title, createdBy, ...row }) => {
    const mayChange = mayManageShare(by, { createdBy })
    return used({ kind: 'share', id }, { name: mayChange ? title : null, mayChange, isOutward: true, pin: pinOf(row) })
  })
}

async function portalsOf({ db, by, assetId, locale }: Question): Promise<UsedPlace[]> {
  const rows = await db
    .selectFrom('portal')
    .where('portal.deletedAt', 'is', null)
    .where((eb) => eb.or(PORTAL_FIELDS.map((field) => eb(field, '=', assetId))))
    .orderBy('portal.slug')
    .select(['portal.id', 'portal.slug', 'portal.sourceLocale', localized('portal', 'name').as('names')])
    .select(PORTAL_FIELDS)
    .execute()
  return rows.flatMap((row) =>
    PORTAL_FIELDS.filter((field) => row[field] === assetId).map((field) =>
      used(
        { kind: 'portal', id: row.id, field },
        { name: nameOf(row, locale), mayChange: mayManagePortals(by), isOutward: true, pin: null },
      ),
    ),
  )
}

const used = (place: Place, facts: Omit<UsedPlace, 'key' | 'place'>): UsedPlace => ({
  ...{ key: keyOf(place), place },
  ...facts,
})

const pinOf = ({ number, state }: { number: number | null; state: string | null }): UsedPlace['pin'] =>
  number === null ? null : { number, isWithdrawn: state !== 'approved' }

const nameOf = (
  { names, slug, sourceLocale }: { names: Localized; slug: string; sourceLocale: string },
  locale: string,
): string => pickText(names, locale, sourceLocale)?.value ?? slug
