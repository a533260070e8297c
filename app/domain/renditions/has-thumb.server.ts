import { sql } from 'kysely'

/** Whether, as SQL on an asset version under the name `version`, its smallest picture is made. */
export const hasThumb = sql<boolean>`exists (select 1 from rendition r
  where r.version_id = version.id and r.preset = 'thumb' and r.state = 'made')`
