import { sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { deliveredVersion } from '~/domain/access/pinned-version.server'
import { visibleTo } from '~/domain/access/visible-to.server'
import { type LookColumns, lookOf } from '~/domain/appearances/stored-look'
import { shownVersion } from '~/domain/delivery/staff-assets.queries.server'
import { isId } from '~/platform/ids.server'
import type { Exemplar } from './exemplar'
import { KEPT_MINUTES } from './picture-search'

type Row = LookColumns & { hash: string | null; sha256: string }

/** Returns the picture of an asset as an exemplar; undefined when the viewer does not see it, or it has no picture. */
export async function exemplarOfAsset({ db, viewer, now }: ViewScope, id: string): Promise<Exemplar | undefined> {
  if (!isId(id)) return undefined
  const version = viewer.kind === 'staff' ? sql.ref(shownVersion(viewer)) : deliveredVersion(viewer)
  const { rows } =
    await sql<Row>`select look.colours, look.shares, look.layout, hashed.hash::text as hash, version.sha256
    from asset join asset_version version on version.id = ${version}
    join picture_appearance look on look.version_id = version.id and look.layout is not null
    left join picture_hash hashed on hashed.version_id = version.id
    where asset.id = ${id}::uuid and ${visibleTo(viewer, now)}`.execute(db)
  return rows[0] && { ...exemplarOf(rows[0]), assetId: id }
}

/** Returns the picture that this person searches by; undefined when it is not theirs, or was forgotten. */
export async function exemplarOfSearch({ db, viewer }: ViewScope, id: string): Promise<Exemplar | undefined> {
  if (!isId(id) || viewer.kind !== 'staff') return undefined
  const { rows } = await sql<Row>`select colours, shares, layout, hash::text as hash, sha256 from picture_search
    where id = ${id}::uuid and person_id = ${viewer.personId} and layout is not null
      and asked_at > now() - make_interval(mins => ${KEPT_MINUTES})`.execute(db)
  return rows[0] && exemplarOf(rows[0])
}

const exemplarOf = ({ hash, sha256, ...columns }: Row): Exemplar => ({
  ...{ look: lookOf(columns), sha256 },
  hash: hash === null ? undefined : BigInt.asUintN(64, BigInt(hash)),
})
