import { LibraryRange } from '~/domain/search/library-range'
import { libraryTiles } from '~/domain/search/library-range.queries.server'
import { staffLoader } from '~/http/route.server'
import { libraryFilter } from './library-filter.server'

export const loader = staffLoader('viewer', async ({ db, viewer, url, locale, now }) => {
  const range = LibraryRange.parse(Object.fromEntries(url.searchParams))
  const assets = await libraryTiles({ db, viewer, now }, libraryFilter(url), range, locale)
  return Response.json({ assets }, { headers: { 'cache-control': 'no-store' } })
})
