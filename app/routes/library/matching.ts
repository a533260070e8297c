import { matchingIds } from '~/domain/search/library.queries.server'
import { idsBetween } from '~/domain/search/library-range.queries.server'
import { staffLoader } from '~/http/route.server'
import { libraryFilter } from './library-filter.server'

export const loader = staffLoader('editor', async ({ db, viewer, url, now }) => {
  const [filter, first, last] = [libraryFilter(url), url.searchParams.get('first'), url.searchParams.get('last')]
  const found =
    first && last
      ? await idsBetween({ db, viewer, now }, filter, { first, last })
      : await matchingIds({ db, viewer, now }, filter)
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
})
