import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { assetIdIn, type Reference } from './reference'

/** Steps from an asset to the one that took its place, at most. */
const MOST_STEPS = 20

/**
 * Returns where links to assets lead, by their ids: the asset itself, then that which it was merged into or which replaces it, and
 * so on; the last one that the viewer sees is the one to show. Checks no permission.
 */
export async function chainsOfLinks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const chains = new Map<string, string[]>()
  if (ids.length === 0) return chains
  const { rows } = await sql<{ start: string; id: string }>`with recursive led(start, id, step) as (
      select asked.id, asked.id, 0 from unnest(${[...new Set(ids)]}::uuid[]) as asked(id)
      union all select led.start, next.id, led.step + 1 from led cross join lateral (
        select id from (
          select kept_id as id, 0 as rank, merged_at as at from asset_merge where merged_id = led.id
          union all select from_id, 1, created_at from asset_relation where to_id = led.id and kind = 'replaces'
        ) after order by rank, at desc, id limit 1) next
      where led.step < ${MOST_STEPS} and next.id <> led.start)
    select start, id from led order by start, step`.execute(db)
  for (const { start, id } of rows) chains.set(start, [...(chains.get(start) ?? []), id])
  return chains
}

/**
 * Returns the assets that names stand for, each a title in any language, or the id or address of one, also behind its title. Of
 * several with one title it is that which is `held` already. Those in the bin are found by their ids alone, as a spreadsheet may
 * say what was before they went there. Editors type them, who see all assets.
 */
export async function findAssetsByName(
  db: Db,
  names: readonly string[],
  held: readonly string[] = [],
): Promise<Map<string, Reference>> {
  if (names.length === 0) return new Map()
  const ids = names.map((name) => assetIdIn(name) ?? null)
  const { rows } = await sql<{ asked: string; id: string; isId: boolean }>`
    select distinct asked.name as asked, asset.id, asset.id is not distinct from asked.id as "isId"
    from unnest(${[...names]}::text[], ${ids}::uuid[]) as asked(name, id)
    join lateral (select asked.id as id where asked.id is not null
      union all (select v.asset_id from metadata_value v where v.field_id = 1 and lower(v.text) = lower(asked.name) limit 20)) found on true
    join asset on asset.id = found.id and (asset.deleted_at is null or asset.id = asked.id or asset.id = any(${[...held]}::uuid[]))`.execute(
    db,
  )
  return new Map(
    names.map((name): [string, Reference] => {
      const found = rows.filter(({ asked }) => asked === name)
      const known = found.find(({ isId }) => isId) ?? found.find(({ id }) => held.includes(id))
      const only = known ?? (found.length === 1 ? found[0] : undefined)
      if (only) return [name, { content: { otherId: only.id } }]
      return [name, { issue: found.length > 0 ? 'metadata.asset_ambiguous' : 'metadata.no_such_asset' }]
    }),
  )
}

/** Returns the titles of assets in a language or the best in its place, or else the names of their files. Checks no permission. */
export async function titlesOfAssets(db: Db, ids: readonly string[], locale: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`select asset.id,
      coalesce((select v.text from metadata_value v where v.asset_id = asset.id and v.field_id = 1
        order by v.locale = ${locale} desc, v.locale = asset.source_locale desc, v.locale limit 1), version.file_name) as title
    from asset join asset_version version on version.id = asset.current_version_id
    where asset.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, title }) => [id, title]))
}
