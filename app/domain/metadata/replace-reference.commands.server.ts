import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** Makes values that are one term, or one person of the register, another; where a field has both, one value stays. */
export async function replaceReference(
  trx: Tx,
  of: 'term_id' | 'named_person_id',
  fromId: number,
  toId: number,
): Promise<void> {
  const column = sql.ref(of)
  for (const name of ['metadata_value', 'metadata_approved_value'] as const) {
    const table = sql.table(name)
    await sql`delete from ${table} v where v.${column} = ${fromId} and exists (select 1 from ${table} other
      where other.asset_id = v.asset_id and other.field_id = v.field_id and other.${column} = ${toId})`.execute(trx)
    await sql`update ${table} set ${column} = ${toId} where ${column} = ${fromId}`.execute(trx)
  }
}
