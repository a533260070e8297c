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
      sql<boolean>`${coveredBy(viewer)}`.as('covered'),
    ])
    .execute()
}
