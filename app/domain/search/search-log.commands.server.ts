import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { FEWEST_SHOWN, KEPT_DAYS, UNSHOWN_DAYS } from './search-log'

/** Different searches that are kept of one day and place; a program that makes up text fills no more. */
const MOST_A_DAY = 2000

/** A search as it is kept. */
export interface KeptSearch {
  text: string
  /** Undefined for the library. */
  portalId?: string
  foundNothing: boolean
}

/** Counts a search on the day of the database. */
export async function countSearch(db: Db, { text, portalId = undefined, foundNothing }: KeptSearch): Promise<void> {
  const nothing = foundNothing ? 1 : 0
  const place = sql`portal_id is not distinct from ${portalId ?? null}::uuid`
  await sql`insert into search_log (day, portal_id, text, asked, found_nothing)
    select current_date, ${portalId ?? null}::uuid, ${text}, 1, ${nothing}::int
    where exists (select 1 from search_log where day = current_date and ${place} and text = ${text})
      or (select count(*) from search_log where day = current_date and ${place}) < ${MOST_A_DAY}
    on conflict (day, portal_id, text) do update
      set asked = search_log.asked + 1, found_nothing = search_log.found_nothing + excluded.found_nothing`.execute(db)
}

/** Deletes searches that are old, and sooner those that were made so seldom that they are shown to nobody. */
export async function trimSearchLog(db: Db): Promise<void> {
  await sql`delete from search_log where day < current_date - ${KEPT_DAYS}::int
    or (day < current_date - ${UNSHOWN_DAYS}::int and text not in (
      select text from search_log group by text having sum(asked) >= ${FEWEST_SHOWN}))`.execute(db)
}
