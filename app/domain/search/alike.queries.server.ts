import { type RawBuilder, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { visibleTo } from '~/domain/access/visible-to.server'
import { signed } from '~/domain/appearances/hamming-index'
import { nearHashes } from '~/domain/appearances/near-hashes.server'
import { keysOf, signatureOf } from '~/domain/appearances/nearness-keys'
import { type LookColumns, lookOf } from '~/domain/appearances/stored-look'
import { shownVersion } from '~/domain/delivery/staff-assets.queries.server'
import { type Alike, type LookOfAsset, ranked } from './alike'
import { audienceOf } from './audience.queries.server'
import type { Exemplar } from './exemplar'

/** Neighbours that are looked at on each side of the exemplar's place in each order. */
const NEIGHBOURS = 80
/** Candidates whose layouts and colours are compared. */
const MOST_CANDIDATES = 500
/** Pictures that are nearly the same. */
const MOST_NEAR = 50

/**
 * Returns the assets that look like an exemplar, of those that the viewer sees, the best first. Pictures nearly the same are all
 * found, and of others those that stand near it in some of the orders of layouts. For a portal or share all of its assets are
 * candidates, so that which are found depends on nothing that the viewer does not see.
 */
export async function alikeAssets(scope: ViewScope, exemplar: Exemplar): Promise<Alike[]> {
  const sure = new Map((await sureOnes(scope, exemplar)).map(({ assetId, grade }) => [assetId, grade]))
  return ranked(exemplar.look, await candidates(scope, exemplar, [...sure.keys()]), sure)
}

/** SQL on `asset`: the id of the version that a viewer sees. */
const versionOf = ({ viewer }: ViewScope): RawBuilder<unknown> =>
  viewer.kind === 'staff' ? sql.ref(shownVersion(viewer)) : deliveredVersion(viewer)

const isOther = ({ assetId }: Exemplar): RawBuilder<unknown> =>
  assetId === undefined ? sql`true` : sql`asset.id <> ${assetId}::uuid`

async function candidates(scope: ViewScope, exemplar: Exemplar, sure: string[]): Promise<LookOfAsset[]> {
  const { layout } = exemplar.look
  const difference = sql`bit_count((look.signature # ${signed(signatureOf(layout))}::bigint)::bit(64))`
  const { rows } = await sql<LookColumns & { assetId: string }>`
    select near.asset_id as "assetId", look.colours, look.shares, look.layout
    from (${audienceOf(scope.viewer) ? ofAudience(scope, exemplar) : inOrders(scope, exemplar)}) near
    join picture_appearance look on look.version_id = near.version_id and look.layout is not null
    order by near.asset_id = any(${sure}::uuid[]) desc, ${difference}, near.asset_id limit ${MOST_CANDIDATES}`.execute(
    scope.db,
  )
  return rows.map(({ assetId, ...columns }) => ({ assetId, look: lookOf(columns) }))
}

/** All assets of a portal or share. */
const ofAudience = (scope: ViewScope, exemplar: Exemplar): RawBuilder<unknown> =>
  sql`select asset.id as asset_id, ${versionOf(scope)} as version_id from ${audienceOf(scope.viewer)} as contained
    join asset on asset.id = contained.asset_id where ${visibleTo(scope.viewer, scope.now)} and ${isOther(exemplar)}`

/**
 * Neighbours in each order, those behind and those before the exemplar's place. The asset is asked for in a scalar subquery: joined, all
 * places would be read and sorted.
 */
function inOrders(scope: ViewScope, exemplar: Exemplar): RawBuilder<unknown> {
  const keys = keysOf(exemplar.look.layout).map(signed)
  const side = (comparison: RawBuilder<unknown>, direction: RawBuilder<unknown>) => sql`(
    select place.asset_id, place.version_id from picture_place place
    where place.in_order = asked.number - 1 and place.key ${comparison} asked.key
      and (select true from asset where asset.id = place.asset_id and place.version_id = ${versionOf(scope)}
        and ${visibleTo(scope.viewer, scope.now)} and ${isOther(exemplar)})
    order by place.key ${direction}, place.version_id ${direction} limit ${NEIGHBOURS})`
  return sql`select distinct beside.asset_id, beside.version_id
    from unnest(${keys}::bigint[]) with ordinality as asked(key, number),
      lateral (${side(sql`>=`, sql`asc`)} union all ${side(sql`<`, sql`desc`)}) as beside`
}

/** Assets that are the same file, or nearly the same picture. */
export async function sureOnes(scope: ViewScope, exemplar: Exemplar): Promise<Pick<Alike, 'assetId' | 'grade'>[]> {
  const { db, viewer, now } = scope
  const visible = sql`${visibleTo(viewer, now)} and ${isOther(exemplar)}`
  const same = sql`select asset.id as "assetId", 'same' as grade, 0 as distance from asset_version version
    join asset on asset.id = version.asset_id and version.id = ${versionOf(scope)}
    where version.sha256 = ${exemplar.sha256} and ${visible}`
  const near =
    exemplar.hash === undefined
      ? sql``
      : sql`union all select asset.id, 'near', near.distance from (${nearHashes(exemplar.hash)}) near
          join asset_version version on version.id = near.version_id
          join asset on asset.id = version.asset_id and version.id = ${versionOf(scope)} where ${visible}`
  const { rows } = await sql<Pick<Alike, 'assetId' | 'grade'>>`select "assetId", grade from (
      select distinct on ("assetId") * from (${same} ${near}) found order by "assetId", grade desc) each
    order by grade desc, distance, "assetId" limit ${MOST_NEAR}`.execute(db)
  return rows
}
