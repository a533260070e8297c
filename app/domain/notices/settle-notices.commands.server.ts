import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'

/** What ends notices: of which topic, and when; later ones stay. */
export interface Ending {
  topic: string
  at: Date
}

/** Ends the notices of a type whose cause is gone: they are done for all. Locks them by id, so that two do not wait for each other. */
export async function settleNotices(trx: Tx, type: string, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return
  await sql`with ended as (select notice.id from notice
      join jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as ending (topic text, at timestamptz)
        on ending.topic = notice.topic and notice.at <= ending.at
      where notice.type = ${type} and notice.settled_at is null order by notice.id for update of notice),
    settled as (update notice set settled_at = now() where id in (select id from ended) returning id)
    update notice_reader set done_at = now() where notice_id in (select id from settled) and done_at is null`.execute(
    trx,
  )
}
