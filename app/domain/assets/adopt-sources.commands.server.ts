import { sql } from 'kysely'
import type { Adoption } from '~/domain/metadata/values.commands.server'
import type { Tx } from '~/platform/db.server'

/** Adds the names and paths under which `fromId` was uploaded, by which staff find `toId` then. */
export async function adoptSources(trx: Tx, { fromId, toId }: Adoption): Promise<void> {
  await sql`insert into asset_source (asset_id, file_name, path, arrived_at, arrived_by)
    select ${toId}::uuid, file_name, path, arrived_at, arrived_by from asset_source where asset_id = ${fromId}::uuid
    on conflict do nothing`.execute(trx)
}
