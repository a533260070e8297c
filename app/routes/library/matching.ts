import { matchingIds } from '~/domain/search/library.queries.server'
import { staffLoader } from '~/http/route.server'
import { libraryFilter } from './library-filter.server'

export const loader = staffLoader('editor', async ({ db, viewer, url, now }) =>
  Response.json(await matchingIds(db, viewer, libraryFilter(url), now), { headers: { 'cache-control': 'no-store' } }),
)
