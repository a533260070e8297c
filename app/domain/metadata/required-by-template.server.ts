import { type RawBuilder, sql } from 'kysely'

/** SQL for the id of the template of an asset: that which was applied last, unless it is retired. */
export const templateOfAsset = (assetId: RawBuilder<unknown>) => sql`(
  select t.id from metadata_template t where t.retired_at is null and t.id = (
    select a.template_id from asset_template a where a.asset_id = ${assetId} order by a.id desc limit 1))`

/** Returns SQL for whether the template of an asset requires a field before approval; both are columns of ids. */
export const isRequiredByTemplate = (assetId: RawBuilder<unknown>, fieldId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from metadata_template_field r where r.template_id = ${templateOfAsset(assetId)}
    and r.field_id = ${fieldId} and r.is_required)`
