import { anchorsOf } from '~/domain/search/library-range.queries.server'
import { staffLoader } from '~/http/route.server'
import { libraryFilter } from './library-filter.server'

export const loader = staffLoader('viewer', async ({ db, viewer, url, now }) =>
  Response.json(await anchorsOf({ db, viewer, now }, libraryFilter(url)), {
    headers: { 'cache-control': 'no-store' },
  }),
)
