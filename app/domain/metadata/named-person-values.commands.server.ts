import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** Makes values that are one person of the register another; where a field names both, one value stays. */
export async function replaceNamedPerson(trx: Tx, fromId: number, toId: number): Promise<void> {
  for (const name of ['metadata_value', 'metadata_approved_value'] as const) {
    const table = sql.table(name)
    await sql`delete from ${table} v where v.named_person_id = ${fromId} and exists (select 1 from ${table} other
      where other.asset_id = v.asset_id and other.field_id = v.field_id and other.named_person_id = ${toId})`.execute(
      trx,
    )
    await sql`update ${table} set named_person_id = ${toId} where named_person_id = ${fromId}`.execute(trx)
  }
}
