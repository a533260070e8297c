import { type RawBuilder, sql } from 'kysely'
import type { HoldReason } from '~/domain/folders/ingest-rules'
import type { Db } from '~/platform/db.server'

/** SQL: whether a version, given as SQL, is held. */
export const isHeldVersion = (versionId: RawBuilder<string | null>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from version_hold h where h.version_id = ${versionId} and h.released_at is null)`

/** Returns why a version is held; empty when it is not. */
export async function holdReasons(db: Db, versionId: string): Promise<HoldReason[]> {
  const row = await db
    .selectFrom('versionHold')
    .where('versionId', '=', versionId)
    .where('releasedAt', 'is', null)
    .select(sql<HoldReason[]>`reasons`.as('reasons'))
    .executeTakeFirst()
  return row?.reasons ?? []
}

/** A file that is held, as it is listed. */
export interface HeldFile {
  assetId: string
  versionId: string
  number: number
  fileName: string
  heldAt: Date
  byName: string | null
  folderId: string | null
  reasons: HoldReason[]
}

const MOST_LISTED = 200

/** Returns the held files that are current and not in the bin, the longest held first, at most 200; of one folder when it is given. */
export const heldFiles = (db: Db, folderId?: string): Promise<HeldFile[]> =>
  db
    .selectFrom('versionHold as hold')
    .innerJoin('assetVersion as version', 'version.id', 'hold.versionId')
    .innerJoin('asset', 'asset.currentVersionId', 'version.id')
    .leftJoin('person', 'person.id', 'version.createdBy')
    .where('hold.releasedAt', 'is', null)
    .where('asset.deletedAt', 'is', null)
    .$if(folderId !== undefined, (query) => query.where('asset.folderId', '=', folderId ?? null))
    .orderBy('hold.heldAt')
    .orderBy('version.id')
    .limit(MOST_LISTED)
    .select(['asset.id as assetId', 'version.id as versionId', 'version.number', 'version.fileName'])
    .select(['hold.heldAt', 'person.name as byName', 'asset.folderId', sql<HoldReason[]>`hold.reasons`.as('reasons')])
    .execute()

/** Returns how many held files there are. */
export async function countHeld(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('versionHold as hold')
    .innerJoin('asset', 'asset.currentVersionId', 'hold.versionId')
    .where('hold.releasedAt', 'is', null)
    .where('asset.deletedAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
