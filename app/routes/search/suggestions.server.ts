import type { ViewScope } from '~/domain/access/access'
import type { FoundCollection } from '~/domain/search/collections-found.queries.server'
import type { LibraryFilter } from '~/domain/search/library-filter'
import { writeQuery } from '~/domain/search/query/write'
import { suggest } from '~/domain/search/suggest.queries.server'
import type { Suggestion } from './suggestion'

/** Where suggestions lead, and how assets are shown, on the pages of one surface. */
export interface SuggestionPlaces {
  search: (q: string) => string
  collection: (collection: FoundCollection) => string
  assets: (ids: string[]) => Promise<Omit<Suggestion, 'kind'>[]>
}

/** Returns what the field of a search offers for a text as it is typed. */
export async function suggestionsFor(
  scope: ViewScope,
  { q, locale, filter }: { q: string; locale: string; filter?: LibraryFilter },
  places: SuggestionPlaces,
): Promise<Suggestion[]> {
  const { values, collections, assets } = await suggest(scope, q, { filter, locale })
  return [
    ...values.map(({ field, fieldLabel, value, query }) => ({
      ...{ kind: field, text: value, href: places.search(writeQuery(query)) },
      ...(fieldLabel && { note: fieldLabel }),
    })),
    ...collections.map((collection) => ({
      ...{ kind: 'in', text: collection.title, href: places.collection(collection) },
    })),
    ...(await places.assets(assets)).map((asset) => ({ kind: 'asset', ...asset })),
  ]
}

/** The response: not stored, since what may be seen changes at any time. */
export const suggested = (q: string, suggestions: Suggestion[]): Response =>
  Response.json({ q, suggestions }, { headers: { 'cache-control': 'private, no-store' } })
