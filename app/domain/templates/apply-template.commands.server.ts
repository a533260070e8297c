import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** A template that is applied, and the change of many assets by which it is. */
export interface Application {
  templateId: string
  editId?: string
}

/** Makes a template that of assets, unless it is already; returns the ids of those that get it. */
export async function assignTemplate(
  trx: Tx,
  { templateId, editId }: Application,
  assetIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ assetId: string }>`insert into asset_template (asset_id, template_id, edit_id)
    select given.id, ${templateId}::uuid, ${editId ?? null}::uuid from unnest(${assetIds}::uuid[]) as given(id)
    where ${templateId}::uuid is distinct from (
      select a.template_id from asset_template a where a.asset_id = given.id order by a.id desc limit 1)
    returning asset_id as "assetId"`.execute(trx)
  return rows.map(({ assetId }) => assetId)
}

/** Takes back what a change of many assets assigned: they have the template again that they had before. Returns their ids. */
export async function withdrawTemplate(trx: Tx, editId: string, assetIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .deleteFrom('assetTemplate')
    .where('editId', '=', editId)
    .where('assetId', '=', sql<string>`any(${assetIds}::uuid[])`)
    .returning('assetId')
    .execute()
  return rows.map(({ assetId }) => assetId)
}
