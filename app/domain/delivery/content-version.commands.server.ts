import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** Folds the change log into one row per scope, without changing any content version. Safe to run concurrently. */
export async function foldContentChanges(db: Db): Promise<void> {
  await sql`with gone as (delete from content_change returning id, scope_id)
    insert into content_change_sum as total (scope_id, changes, hash)
    select scope_id, count(*), bit_xor(hashint8extended(id, 0)) from gone group by scope_id order by scope_id
    on conflict (scope_id) do update set changes = total.changes + excluded.changes, hash = total.hash # excluded.hash
  `.execute(db)
}
