import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** Values beyond these are not counted. */
export const MOST_COUNTED = 100_000

/** Returns how many values each field has, by its id, up to `MOST_COUNTED`; fields without values are left out. */
export async function usesOfFields(db: Db): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; used: number }>`
    select f.id, counted.used from metadata_field f cross join lateral (
      select count(*)::int as used from (select 1 from metadata_value v where v.field_id = f.id limit ${MOST_COUNTED}) used_values
    ) counted where counted.used > 0`.execute(db)
  return new Map(rows.map(({ id, used }) => [id, used]))
}
