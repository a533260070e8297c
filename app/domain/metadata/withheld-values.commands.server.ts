import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { WRITTEN_INTO_FILES } from './built-in'
import { renewCredit } from './renew-credit.jobs.server'
import type { ValueChange } from './value'

/**
 * Keeps the approved values of fields that are about to change, for outsiders: of approved assets, in public fields whose
 * changes do not go out at once. Those of a field that was changed before stay as they were approved. What was sent back waits
 * again.
 */
export async function withholdChanges(trx: Tx, changes: readonly ValueChange[]): Promise<void> {
  const rows = changes.map(({ assetId, fieldId }) => ({ asset_id: assetId, field_id: fieldId }))
  await sql`update metadata_pending set returned_at = null, returned_by = null, return_note = null
    where returned_at is not null and asset_id in (select c.asset_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(asset_id uuid, field_id smallint)
      join metadata_field f on f.id = c.field_id and f.is_public and not f.allows_corrections)`.execute(trx)
  await sql`with changed as (
      insert into metadata_pending (asset_id, field_id)
      select distinct c.asset_id, c.field_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(asset_id uuid, field_id smallint)
      join asset a on a.id = c.asset_id and a.approved_version_id is not null
      join metadata_field f on f.id = c.field_id and f.is_public and not f.allows_corrections
      on conflict do nothing returning asset_id, field_id)
    insert into metadata_approved_value
    select v.* from metadata_value v join changed on changed.asset_id = v.asset_id and changed.field_id = v.field_id`.execute(
    trx,
  )
}

/** Lets outsiders have the changed values of assets. Returns the ids of assets that had any. */
export async function publishChanges(trx: Tx, assetIds: readonly string[]): Promise<string[]> {
  const ended = await trx
    .deleteFrom('metadataPending')
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .returning(['assetId', 'fieldId'])
    .execute()
  const credits = ended.filter(({ fieldId }) => WRITTEN_INTO_FILES.includes(fieldId))
  for (const assetId of new Set(credits.map(({ assetId }) => assetId))) await enqueue(trx, renewCredit, { assetId })
  return [...new Set(ended.map(({ assetId }) => assetId))]
}

/** Sends changed values of an asset back, which wait again once they are changed. Returns whether any waited. */
export async function returnChanges(
  trx: Tx,
  assetId: string,
  { personId, note }: { personId: string; note: string },
): Promise<boolean> {
  const returned = await trx
    .updateTable('metadataPending')
    .set({ returnedAt: sql<Date>`now()`, returnedBy: personId, returnNote: note })
    .where('assetId', '=', assetId)
    .where('returnedAt', 'is', null)
    .returning('fieldId')
    .execute()
  return returned.length > 0
}
