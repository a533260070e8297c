import { RELATION_KINDS } from '~/domain/relations/relation'
import { LIBRARY_STATES, type LibrarySearch } from '~/domain/search/library-filter'
import { askedFor } from '~/domain/search/query/colour-code'
import { sortOf } from '~/domain/search/sort'
import { type LibraryQuery, urls } from '~/urls'

/** Returns the filter in the URL of the library or of a picker. */
export function libraryFilter(url: URL): LibrarySearch {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  return {
    q: asked('q'),
    sort: sortOf(asked('sort')),
    state: LIBRARY_STATES.find((each) => each === asked('state')),
    kind: asked('kind'),
    problem: asked('problem') === 'failed',
    selection: asked('selection'),
    related: RELATION_KINDS.find((each) => each === asked('related')),
    outside: asked('outside'),
    folder: asked('folder'),
    like: asked('like'),
  }
}

/** Returns the address that asks for the colour that was chosen, `colour=#1a5fb4`, as a term of the query; undefined without one. */
export function withColour(url: URL, { q }: LibrarySearch): string | undefined {
  const code = url.searchParams.get('colour')
  if (!code) return undefined
  const { colour: _, ...others } = Object.fromEntries(url.searchParams)
  return urls.library.grid({ ...others, q: askedFor(code, q ?? '') })
}

/** Returns the query of the result that a page was opened from: all that its address asks but the language of the page. */
export function resultQuery(url: URL): LibraryQuery {
  const { lng: _, ...query } = Object.fromEntries(url.searchParams)
  return query
}
