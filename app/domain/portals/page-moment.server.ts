import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** One moment of all that public pages are made of. */
export interface PageMoment {
  /** Equal at two moments only when nothing that a page may show was changed between them. */
  mark: string
  now: Date
  /** Until when a page of this moment stays true if nothing is changed: an embargo or a licence may end by itself. */
  until: Date
}

/** Pages speak of time too (“until 3 December”), so none is called true for longer than this. */
const LONGEST_SECONDS = 60

/** The moment by the database clock, in one statement, so that mark and turn belong together. */
export async function pageMoment(db: Db): Promise<PageMoment> {
  const { rows } = await sql<PageMoment>`
    with clock as materialized (select date_trunc('milliseconds', clock_timestamp()) as now)
    select now,
      (select concat_ws(':', min(id), max(id), count(*)) from house_change) as mark,
      least(now + make_interval(secs => ${LONGEST_SECONDS}),
        (select min(embargo_until) from asset_rights where embargo_until > now),
        (select min(expires_at) from asset_rights where expires_at > now),
        (select min(published_at) from portal where published_at > now)) as until
    from clock`.execute(db)
  return rows[0]!
}

/** How many changes are remembered: counting them is part of every answer. */
const REMEMBERED = 1000

/** Forgets changes of long ago; pages kept until then are made anew, since the first of the rows is another. */
export async function forgetOldChanges(db: Db): Promise<void> {
  await sql`delete from house_change where id <= (select max(id) from house_change) - ${REMEMBERED}`.execute(db)
}
