import { sql } from 'kysely'
import { assetIdsOfCollection } from '~/domain/collections/collection-assets.queries.server'
import { mayManageAllShares, mayShare } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, sha256Hex } from '~/platform/ids.server'
import { prepared } from '~/platform/prepared.server'
import type { Share } from './share'

/** Links with who made them, in whatever state they are; `revokedAt` is for the caller to say. */
const shareRows = (db: Db) =>
  db
    .selectFrom('share')
    .innerJoin('person as creator', 'creator.id', 'share.createdBy')
    .select(['share.id', 'share.title', 'share.message', 'share.portalId', 'share.collectionId', 'share.locale'])
    .select(['share.opensAt', 'share.expiresAt', 'share.zone', 'share.neverReason', 'share.passwordVersion'])
    .select(['share.includesOriginalOnly', 'share.keepsMetadata', 'share.embeds', 'share.embedLanguage'])
    .select(['share.allows', 'share.zipAllowed', 'share.createdAt', 'share.createdBy'])
    .select(['creator.name as creatorName', 'creator.email as creatorEmail'])
    .select(sql<boolean>`share.password_hash is not null`.as('hasPassword'))

/** Links as staff see them: those that are not in the bin. */
const shares = (db: Db) =>
  shareRows(db)
    .where('share.deletedAt', 'is', null)
    .select('share.revokedAt')
    .select(sql<boolean>`share.token_sealed is not null`.as('keepsAddress'))

/** A share as staff see it. */
export interface ManagedShare extends Share {
  /** Whether its address can be copied again. */
  keepsAddress: boolean
}

/** Returns a share by id, for staff; undefined when there is none. */
export async function findShare(db: Db, id: string): Promise<ManagedShare | undefined> {
  return isId(id) ? shares(db).where('share.id', '=', id).executeTakeFirst() : undefined
}

export interface ListedShare extends ManagedShare {
  assetCount: number
  downloadCount: number
  lastDownloadAt: Date | null
}

/** Returns shares, newest first: all of them for managers, their own for editors. */
export async function listShares(db: Db, person: Person): Promise<ListedShare[]> {
  let query = shares(db).orderBy('share.createdAt', 'desc').limit(500)
  if (!mayManageAllShares(person)) query = query.where('share.createdBy', '=', person.id)
  return query
    .select([
      sql<number>`(case when share.collection_id is null
        then (select count(*) from share_asset sa where sa.share_id = share.id)
        else (select count(*) from collection_asset ca where ca.collection_id = share.collection_id) end)::int`.as(
        'assetCount',
      ),
      sql<number>`(select count(*)::int from download d where d.share_id = share.id)`.as('downloadCount'),
      sql<Date | null>`(select max(d.at) from download d where d.share_id = share.id)`.as('lastDownloadAt'),
    ])
    .execute()
}

/** Returns how often files were downloaded through a share, and when last. */
export async function downloadsOf(
  db: Db,
  shareId: string,
): Promise<{ downloadCount: number; lastDownloadAt: Date | null }> {
  return db
    .selectFrom('download')
    .where('shareId', '=', shareId)
    .select([sql<number>`count(*)::int`.as('downloadCount'), sql<Date | null>`max(at)`.as('lastDownloadAt')])
    .executeTakeFirstOrThrow()
}

/** Returns the asset ids of a share in its order, whether or not they may be seen now. */
export async function assetIdsOfShare(db: Db, share: Pick<Share, 'id' | 'collectionId'>): Promise<string[]> {
  if (share.collectionId) return assetIdsOfCollection(db, share.collectionId)
  const rows = await db
    .selectFrom('shareAsset')
    .select('assetId')
    .where('shareId', '=', share.id)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.assetId)
}

/** A share opened by its token. */
export interface ShareByToken extends Share {
  creatorMayShare: boolean
}

/** Returns the share of a token in whatever state it is; throws `share.unknown`. One query by the token's hash. */
export async function findShareByToken(db: Db, token: string | undefined): Promise<ShareByToken> {
  const row = await shareRows(db)
    .modifyFront(prepared)
    .where('share.tokenHash', '=', sha256Hex(token ?? ''))
    // A share that is in the bin, or whose collection is, is closed like a revoked one until it is restored.
    .select(
      sql<Date | null>`coalesce(share.revoked_at, share.deleted_at,
        (select c.deleted_at from collection c where c.id = share.collection_id))`.as('revokedAt'),
    )
    .select(['creator.role', 'creator.disabledAt'])
    .executeTakeFirst()
  if (!row) throw new DomainError('share.unknown')
  const { role, disabledAt, ...share } = row
  return { ...share, creatorMayShare: !disabledAt && mayShare({ id: share.createdBy, role }) }
}
