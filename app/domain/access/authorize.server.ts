import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Action, AssetFacts, Decision, Viewer } from './access'
import { decide } from './decide'
import { coveredBy } from './visible-to.server'

/** The decision for each of `ids`, from one query; an id that is no asset gets none. */
export async function authorize(
  db: Db,
  viewer: Viewer,
  action: Action,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, Decision>> {
  const facts = await loadFacts(db, viewer, ids)
  return new Map(facts.map((asset) => [asset.id, decide(viewer, action, asset, now)]))
}

/** Whether, as SQL on `asset`, the approved version has no web rendition and will get none: no decoder, or the decoder refused the file. */
export const formless = sql<boolean>`exists (select 1 from asset_version v where v.id = asset.approved_version_id
  and (v.unpreviewable_reason is not null or exists (select 1 from rendition r
    where r.version_id = v.id and r.preset = 'web' and r.state in ('impossible', 'failed'))))`

/** Which of `ids` are assets without a web rendition, now and later. */
export async function formlessOf(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('asset')
    .select('asset.id')
    .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(formless)
    .execute()
  return new Set(rows.map((row) => row.id))
}

async function loadFacts(db: Db, viewer: Viewer, ids: readonly string[]): Promise<AssetFacts[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  return db
    .selectFrom('asset')
    .leftJoin('assetRights', 'assetRights.assetId', 'asset.id')
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .select([
      'asset.id',
      'asset.approvedVersionId',
      'assetRights.embargoUntil',
      'assetRights.expiresAt',
      'asset.deletedAt',
      sql<boolean>`${formless}`.as('formless'),
      sql<boolean>`${coveredBy(viewer)}`.as('covered'),
    ])
    .execute()
}
