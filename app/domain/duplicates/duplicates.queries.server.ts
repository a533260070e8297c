import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Db } from '~/platform/db.server'
import { groupPairs } from './group-pairs'

/** Pairs that one page is made of; the others come when these are dealt with. */
const MOST_PAIRS = 500

/** Two assets of which the current versions are the same file (distance 0 and equal bytes) or look alike. */
interface Pair {
  one: string
  other: string
  isExact: boolean
}

/** An asset in a group of duplicates. */
export interface DuplicateAsset extends StaffAsset {
  fileName: string
  /** Bytes of the original. */
  byteSize: number
  createdAt: Date
  createdByName: string | null
  /** In how many collections, shares and portal pictures it is, without those in the bin. */
  collections: number
  links: number
  portals: number
}

export interface DuplicateGroup {
  /** Whether all are the same file, byte by byte. */
  isExact: boolean
  /** Best to keep first: approved, then with most pixels, then oldest. */
  assets: DuplicateAsset[]
}

/** Returns groups of current versions that are the same file or look alike; with `assetId` only that of one asset. */
export async function duplicateGroups(
  { db, viewer, now }: ViewScope,
  locale: string,
  assetId?: string,
): Promise<{ groups: DuplicateGroup[]; isComplete: boolean }> {
  const pairs = [...(await exactPairs(db, assetId)), ...(await nearPairs(db, assetId))]
  const groups = groupPairs(pairs.map(({ one, other }) => [one, other]))
  const shown = await staffAssets({ db, viewer, now }, groups.flat(), locale)
  const facts = await factsOf(db, groups.flat())
  const assets = new Map(
    shown.flatMap((asset) => {
      const found = facts.get(asset.id)
      return found ? [[asset.id, { ...asset, ...found }] as const] : []
    }),
  )
  const isNear = new Set(pairs.flatMap(({ one, other, isExact }) => (isExact ? [] : [one, other])))
  return {
    groups: groups.flatMap((ids) => {
      const members = ids.flatMap((id) => assets.get(id) ?? []).sort(bestFirst)
      return members.length > 1 ? [{ isExact: !ids.some((id) => isNear.has(id)), assets: members }] : []
    }),
    isComplete: pairs.length < MOST_PAIRS,
  }
}

function bestFirst(a: DuplicateAsset, b: DuplicateAsset): number {
  const pixels = ({ width, height }: DuplicateAsset) => (width ?? 0) * (height ?? 0)
  return (
    Number(b.isApproved) - Number(a.isApproved) || pixels(b) - pixels(a) || Number(a.createdAt) - Number(b.createdAt)
  )
}

const notToldApart = sql`not exists (select 1 from not_duplicate n
  where n.one_id = least(a.id, b.id) and n.other_id = greatest(a.id, b.id))`

async function exactPairs(db: Db, assetId: string | undefined): Promise<Pair[]> {
  const repeated = assetId
    ? sql`select v.sha256 from asset join asset_version v on v.id = asset.current_version_id where asset.id = ${assetId}::uuid`
    : sql`select sha256 from asset_version group by sha256 having count(*) > 1`
  const { rows } = await sql<Pair>`
    select a.id as one, b.id as other, true as "isExact"
    from (${repeated}) repeated
    join asset_version va on va.sha256 = repeated.sha256
    join asset a on a.current_version_id = va.id and a.deleted_at is null
    join asset_version vb on vb.sha256 = repeated.sha256
    join asset b on b.current_version_id = vb.id and b.deleted_at is null and b.id > a.id
    where ${notToldApart} order by a.id, b.id limit ${MOST_PAIRS}`.execute(db)
  return rows
}

async function nearPairs(db: Db, assetId: string | undefined): Promise<Pair[]> {
  const which = assetId
    ? sql`(near.one_id = (select current_version_id from asset where id = ${assetId}::uuid)
      or near.other_id = (select current_version_id from asset where id = ${assetId}::uuid))`
    : sql`true`
  const { rows } = await sql<Pair>`
    select a.id as one, b.id as other, va.sha256 = vb.sha256 as "isExact"
    from near_duplicate near
    join asset_version va on va.id = near.one_id
    join asset a on a.id = va.asset_id and a.current_version_id = va.id and a.deleted_at is null
    join asset_version vb on vb.id = near.other_id
    join asset b on b.id = vb.asset_id and b.current_version_id = vb.id and b.deleted_at is null and b.id <> a.id
    where ${which} and ${notToldApart} order by near.found_at desc, near.one_id, near.other_id limit ${MOST_PAIRS}`.execute(
    db,
  )
  return rows
}

/** Pairs that are counted. */
const MOST_COUNTED = 2000

/** Returns how many pairs look alike, up to 2,000; none for those who do not see all of them. */
export async function countDuplicates({
  db,
  viewer,
}: Pick<ViewScope, 'db' | 'viewer'>): Promise<{ count: number; isMore: boolean }> {
  if (!curates(viewer)) return { count: 0, isMore: false }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select 1 from near_duplicate near
    join asset a on a.current_version_id = near.one_id and a.deleted_at is null
    join asset b on b.current_version_id = near.other_id and b.deleted_at is null and b.id <> a.id
    where ${notToldApart} limit ${MOST_COUNTED + 1}) as pair`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED }
}

type Facts = Omit<DuplicateAsset, keyof StaffAsset>

async function factsOf(db: Db, ids: string[]): Promise<Map<string, Facts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Facts & { id: string }>`
    select asset.id, version.file_name as "fileName", object.byte_size as "byteSize", asset.created_at as "createdAt",
      person.name as "createdByName",
      (select count(*)::int from collection_asset ca join collection c on c.id = ca.collection_id
        where ca.asset_id = asset.id and c.deleted_at is null) as collections,
      (select count(*)::int from share_asset sa join share s on s.id = sa.share_id
        where sa.asset_id = asset.id and s.deleted_at is null and s.revoked_at is null) as links,
      (select count(*)::int from portal p where p.deleted_at is null
        and asset.id in (p.logo_asset_id, p.logo_dark_asset_id, p.hero_asset_id)) as portals
    from asset join asset_version version on version.id = asset.current_version_id
    join stored_object object on object.sha256 = version.sha256
    left join person on person.id = asset.created_by
    where asset.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

/** Returns the ids of assets that look like one, or are the same file, without those that were told apart from it. */
export async function looksLike(db: Db, assetId: string): Promise<string[]> {
  const pairs = [...(await exactPairs(db, assetId)), ...(await nearPairs(db, assetId))]
  return [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].filter((id) => id !== assetId)
}
