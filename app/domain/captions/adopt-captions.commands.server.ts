import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** Copies the captions of a film to another film, in the languages in which that has none. Returns how many. */
export async function adoptCaptions(trx: Tx, { fromId, toId }: { fromId: string; toId: string }): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into asset_caption (asset_id, locale, vtt, cue_count, created_by)
    select ${toId}::uuid, locale, vtt, cue_count, created_by from asset_caption where asset_id = ${fromId}::uuid
      and exists (select 1 from asset where id = ${toId}::uuid and kind = 'video')
    on conflict (asset_id, locale) do nothing`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
