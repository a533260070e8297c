import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** An asset that gets what another has and it lacks. */
export interface Adoption {
  fromId: string
  toId: string
}

/** Copies the texts that `toId` has in no form: each field in each language. Returns how many. */
export async function adoptTexts(trx: Tx, { fromId, toId }: Adoption): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into asset_text (asset_id, field, locale, value, status)
    select ${toId}::uuid, field, locale, value, status from asset_text where asset_id = ${fromId}::uuid
    on conflict (asset_id, field, locale) do nothing`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/** Adds the keywords of `fromId`. */
export async function adoptKeywords(trx: Tx, { fromId, toId }: Adoption): Promise<void> {
  await sql`update asset set keywords = asset.keywords || array(
      select word from unnest(other.keywords) word where not word = any(asset.keywords))
    from asset other where asset.id = ${toId}::uuid and other.id = ${fromId}::uuid
      and not other.keywords <@ asset.keywords`.execute(trx)
}

/** Adds the names and paths under which `fromId` was uploaded, by which staff find `toId` then. */
export async function adoptSources(trx: Tx, { fromId, toId }: Adoption): Promise<void> {
  await sql`insert into asset_source (asset_id, file_name, path, arrived_at, arrived_by)
    select ${toId}::uuid, file_name, path, arrived_at, arrived_by from asset_source where asset_id = ${fromId}::uuid
    on conflict do nothing`.execute(trx)
}
