import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import { FEWEST_SHOWN } from './search-log'

/** A search that was made several times. */
export interface LoggedSearch {
  text: string
  asked: number
  foundNothing: number
  /** `2026-11-30`, when it was made last. */
  lastDay: string
  /** Whether it was made in the library. */
  inLibrary: boolean
  /** Names of the portals in which it was made, by language. */
  portals: { slug: string; names: Localized }[]
}

const MOST_SHOWN = 100

/** Returns the searches that were made most often: all, or those by which nothing was found. */
export async function loggedSearches(db: Db, { nothingOnly }: { nothingOnly: boolean }): Promise<LoggedSearch[]> {
  const counted = nothingOnly ? sql`sum(l.found_nothing)` : sql`sum(l.asked)`
  const { rows } = await sql<LoggedSearch>`with made as (
      select l.text, sum(l.asked)::int as asked, sum(l.found_nothing)::int as found_nothing, max(l.day)::text as last_day,
        bool_or(l.portal_id is null) as in_library, array_agg(distinct l.portal_id) as portal_ids, ${counted} as place
      from search_log l group by l.text
      having sum(l.asked) >= ${FEWEST_SHOWN} and ${counted} > 0 order by place desc, last_day desc, l.text limit ${MOST_SHOWN})
    select made.text, made.asked, made.found_nothing as "foundNothing", made.last_day as "lastDay", made.in_library as "inLibrary",
      coalesce((select jsonb_agg(jsonb_build_object('slug', p.slug, 'names',
          coalesce((select jsonb_object_agg(t.locale, t.value) from portal_text t where t.portal_id = p.id and t.field = 'name'), '{}'))
        order by p.slug) from portal p where p.id = any(made.portal_ids) and p.deleted_at is null), '[]') as portals
    from made order by made.place desc, made.last_day desc, made.text`.execute(db)
  return rows
}
