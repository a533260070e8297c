import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayManageCollections } from '~/domain/identity/permissions'
import { staffLoader } from '~/http/route.server'
import { urls } from '~/urls'
import { suggestedFor } from '../search/suggestion'
import { suggested, suggestionsFor } from '../search/suggestions.server'
import { libraryFilter, resultQuery } from './library-filter.server'

/** What is offered while somebody types into the search of the library. */
export const loader = staffLoader('viewer', async ({ db, viewer, person, url, locale, now }) => {
  const { q: typed, sort: _, ...filter } = libraryFilter(url)
  const [q, view] = [suggestedFor(typed ?? ''), resultQuery(url)]
  const scope = { db, viewer, now }
  const suggestions = await suggestionsFor(
    scope,
    { q, locale, filter },
    {
      search: (query) => urls.library.grid({ ...view, q: query }),
      collection: ({ id, slug }) =>
        mayManageCollections(person) ? urls.collections.edit(id) : urls.library.grid({ q: `in:${slug}` }),
      assets: async (ids) =>
        (await staffAssets(scope, ids, locale)).map(({ id, title, versionId, hasThumb }) => ({
          ...{ href: urls.library.asset(id), text: title },
          ...(hasThumb && { src: urls.library.media(versionId, 'thumb') }),
        })),
    },
  )
  return suggested(q, suggestions)
})
