import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** SQL on `asset_rights`, called `r`, for what makes a notice of an end of rights: the end itself. */
export const END_OCCASION: RawBuilder<string> = sql<string>`to_char(r.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Ends notices of rights that are over or were extended; of all assets, or of some. */
export async function settleEnds(trx: Tx, assetIds?: readonly string[]): Promise<void> {
  await sql`with settled as (update notice set settled_at = now()
      where type in ('rights_end', 'followed_expires') and settled_at is null
        and ${assetIds ? sql`asset_id = any(${assetIds}::uuid[])` : sql`true`}
        and not exists (select 1 from asset_rights r where r.asset_id = notice.asset_id and r.expires_at > now()
          and ${END_OCCASION} = notice.occasion)
      returning id)
    update notice_reader set done_at = now() where notice_id in (select id from settled) and done_at is null`.execute(
    trx,
  )
}
