import { sql } from 'kysely'
import { nearHashes } from '~/domain/appearances/near-hashes.server'
import type { Db } from '~/platform/db.server'
import { familyOf, KINDS_WITH_FORMS } from '~/platform/images/families'

/**
 * Kinds whose picture is the work itself. A document's or film's picture is one page or frame of it: those of one template
 * or studio look alike.
 */
export const HASHED_KINDS = KINDS_WITH_FORMS.filter((kind) => familyOf(kind) === 'picture')

/** How hashes are made; another value makes them all anew. */
export const HASH_RECIPE = '1'

/** Most pictures that are found like one; a library has bursts and product shots of one kind. */
export const MOST_ALIKE = 50

/** A current version whose picture is like another. */
export interface NearVersion {
  assetId: string
  versionId: string
  /** Bits in which the hashes differ, at most `ALIKE_WITHIN`. */
  distance: number
}

/**
 * Returns the versions whose hash differs from `hash` in at most `ALIKE_WITHIN` bits, nearest first, at most `MOST_ALIKE`:
 * current ones of assets that are not in the bin, of other assets than `exceptAssetId`. The index finds all of them.
 */
export async function findNear(db: Db, hash: bigint, exceptAssetId: string): Promise<NearVersion[]> {
  const { rows } = await sql<NearVersion>`
    select asset.id as "assetId", near.version_id as "versionId", near.distance
    from (${nearHashes(hash)}) near
    join asset_version version on version.id = near.version_id
    join asset on asset.id = version.asset_id and asset.current_version_id = version.id
    where asset.deleted_at is null and asset.id <> ${exceptAssetId}::uuid
    order by near.distance, near.version_id
    limit ${MOST_ALIKE}`.execute(db)
  return rows
}

/** What the hash of a version is made of. */
export interface HashableVersion {
  versionId: string
  assetId: string
  previewKey: string
  needsDarkBackdrop: boolean
  /** Whether it has a hash of today's recipe. */
  isHashed: boolean
  /** That hash; null for a picture with too little detail. */
  hash: bigint | null
}

/** Versions of kinds that are hashed and whose preview is made, with the hash of today's recipe if they have it. */
const hashable = (db: Db) =>
  db
    .selectFrom('assetVersion as version')
    .innerJoin('rendition', (join) =>
      join
        .onRef('rendition.versionId', '=', 'version.id')
        .on('rendition.preset', '=', 'preview')
        .on('rendition.state', '=', 'made'),
    )
    .leftJoin('pictureHash', (join) =>
      join.onRef('pictureHash.versionId', '=', 'version.id').on('pictureHash.recipe', '=', HASH_RECIPE),
    )
    .where('version.kind', 'in', HASHED_KINDS)

/** Returns a version whose preview is made and that is hashed at all; undefined for any other. */
export async function findHashable(db: Db, versionId: string): Promise<HashableVersion | undefined> {
  const row = await hashable(db)
    .where('version.id', '=', versionId)
    .select(['version.id as versionId', 'version.assetId', 'version.needsDarkBackdrop'])
    .select(['rendition.objectKey as previewKey', 'pictureHash.recipe'])
    .select(sql<string | null>`picture_hash.hash::text`.as('hash'))
    .executeTakeFirst()
  if (!row || row.previewKey === null) return undefined
  const { recipe, hash, previewKey, ...version } = row
  return { ...version, previewKey, isHashed: recipe !== null, hash: hash === null ? null : unsigned(hash) }
}

const unsigned = (text: string): bigint => BigInt.asUintN(64, BigInt(text))

/** Returns current versions that have a preview and no hash of today's recipe, at most `limit`. */
export async function versionsToHash(db: Db, limit: number): Promise<string[]> {
  const rows = await hashable(db)
    .innerJoin('asset', 'asset.currentVersionId', 'version.id')
    .where('asset.deletedAt', 'is', null)
    .where('pictureHash.versionId', 'is', null)
    .select('version.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
