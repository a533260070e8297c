import { type RawBuilder, sql } from 'kysely'
import { editHashOf } from '~/domain/assets/current-edit.server'
import { isHeldVersion } from '~/domain/assets/holds.queries.server'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { KINDS_WITH_WEB } from '~/platform/images/families'
import { prepared } from '~/platform/prepared.server'
import type { Action, AssetFacts, Decision, Viewer } from './access'
import { decide } from './decide'
import { deliveredVersion, pinnedVersion } from './pinned-version.server'
import { coveredBy } from './visible-to.server'

/** Returns the decision on an action with an asset; undefined for an id that is not an asset's. */
export type Authorized = (action: Action, assetId: string) => Decision | undefined

/** Loads the facts of `ids` in one query and returns a function that decides any action with them. */
export async function authorize(db: Db, viewer: Viewer, ids: readonly string[], now: Date): Promise<Authorized> {
  const facts = new Map((await loadFacts(db, viewer, ids)).map((asset) => [asset.id, asset]))
  return (action, assetId) => {
    const asset = facts.get(assetId)
    return asset && decide(viewer, action, asset, now)
  }
}

/**
 * SQL on `asset`: whether a version of it, given as SQL, has no web rendition and will not get one, because its kind has none,
 * because there is no decoder or converter for its type, or because that refused the file. Never of an edited picture: its
 * original shows what the edit took away.
 */
export const originalOnly = (versionId: RawBuilder<string | null>) => sql<boolean>`exists (select 1 from asset_version v
  where v.id = ${versionId}
  and ${editHashOf(sql.ref('v.id'))} = ''
  and (v.unpreviewable_reason is not null or v.kind not in (${sql.join(KINDS_WITH_WEB.map((kind) => sql.lit(kind)))}) or exists (select 1 from rendition r
    where r.version_id = v.id and r.preset = 'web' and r.state in ('impossible', 'failed'))))`

/** Returns which of `ids` have no web rendition, in the version that the viewer gets, and will not get one. */
export async function originalOnlyOf(db: Db, viewer: Viewer, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('asset')
    .select('asset.id')
    .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(originalOnly(deliveredVersion(viewer)))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Returns the facts of those of `ids` that are assets' ids, in one query and in no order. */
export async function loadFacts(db: Db, viewer: Viewer, ids: readonly string[]): Promise<AssetFacts[]> {
  const known = ids.filter(isId)
  if (known.length === 0) return []
  return assetFacts(db, viewer)
    .modifyFront(prepared)
    .where('asset.id', '=', sql<string>`any(${known}::uuid[])`)
    .execute()
}

/**
 * Returns a query for assets with every fact that `decide` needs; the caller narrows it. `pin` is the version that the viewer's
 * portal or share pins, and `PINNED_OR_APPROVED` the one that the viewer gets.
 */
export const assetFacts = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('asset')
    .leftJoin('assetRights', 'assetRights.assetId', 'asset.id')
    .leftJoin('assetVersion as pin', (join) => join.on('pin.id', '=', pinnedVersion(viewer)))
    .select(['asset.id', 'asset.approvedVersionId', 'asset.deletedAt'])
    .select(['assetRights.embargoUntil', 'assetRights.expiresAt'])
    .select(['pin.number as pinnedNumber', sql<boolean>`coalesce(pin.state <> 'approved', false)`.as('pinWithdrawn')])
    .select(isHeldVersion(PINNED_OR_APPROVED).as('isHeld'))
    .select([originalOnly(PINNED_OR_APPROVED).as('originalOnly'), sql<boolean>`${coveredBy(viewer)}`.as('covered')])

/** SQL in a query of `assetFacts`: the version that its viewer gets. */
export const PINNED_OR_APPROVED = sql<string | null>`coalesce(pin.id, asset.approved_version_id)`
