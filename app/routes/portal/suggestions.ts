import { loaderFor } from '~/http/route.server'
import { portalVisit } from '~/http/visitors.server'
import { urls } from '~/urls'
import { publicSuggestions } from '../search/public-suggestions.server'
import { suggestedFor } from '../search/suggestion'
import { suggested } from '../search/suggestions.server'

/** What is offered while a visitor types into the search of a portal. */
export const loader = loaderFor(async (context) => {
  const { portal, viewer } = await portalVisit(context)
  const q = suggestedFor(context.url.searchParams.get('q') ?? '')
  const { slug } = portal
  const suggestions = await publicSuggestions(context, viewer, q, {
    search: (query) => urls.portal.search(slug, { q: query }),
    collection: (collection) => urls.portal.collection(slug, collection.slug),
    asset: (id) => urls.portal.asset(slug, id),
    picture: ({ id, versionId }) => urls.portal.media(slug, id, 'thumb', versionId),
  })
  return suggested(q, suggestions)
})
