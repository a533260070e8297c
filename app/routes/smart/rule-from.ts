import type { SavedQuery } from '~/domain/saved/saved-search'
import { writeTerm } from '~/domain/search/query/write'
import { urls } from '~/urls'

/** Returns the text of a rule that asks what a search of the library asks, as far as text says it. */
export function ruleTextOf({ q, kind, state }: SavedQuery): string {
  // A state is refused beside the field, where it can be taken out.
  return [q, kind && writeTerm('kind', kind), state && writeTerm('state', state)].filter(Boolean).join(' ')
}

/** Returns the address where a smart collection is made of a search. */
export const newSmartFrom = (query: SavedQuery, title?: string): string =>
  urls.collections.newSmart({
    ...{ query: ruleTextOf(query), sort: query.sort, title },
    ...((query.folder || query.related || query.problem) && { without: 'filter' as const }),
  })
