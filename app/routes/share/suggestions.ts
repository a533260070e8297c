import { accessRefused } from '~/domain/access/disclosure'
import { loaderFor } from '~/http/route.server'
import { shareVisit } from '~/http/visitors.server'
import { urls } from '~/urls'
import { publicSuggestions } from '../search/public-suggestions.server'
import { suggestedFor } from '../search/suggestion'
import { suggested } from '../search/suggestions.server'

/** What is offered while somebody types into the search of a share, to those who gave its password. */
export const loader = loaderFor(async (context) => {
  const { token, unlocked, viewer } = await shareVisit(context)
  if (!unlocked) throw accessRefused('link_locked')
  const q = suggestedFor(context.url.searchParams.get('q') ?? '')
  const suggestions = await publicSuggestions(context, viewer, q, {
    search: (query) => urls.share.search(token, { q: query }),
    collection: ({ slug }) => urls.share.search(token, { q: `in:${slug}` }),
    asset: (id) => urls.share.asset(token, id),
    picture: ({ id, versionId }) => urls.share.media(token, id, 'thumb', versionId),
  })
  return suggested(q, suggestions)
})
