import { RELATION_KINDS } from '~/domain/relations/relation'
import { LIBRARY_STATES, type LibraryFilter } from '~/domain/search/matches.queries.server'

/** Returns the filter in the URL of the library or of a picker. */
export function libraryFilter(url: URL): LibraryFilter {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  return {
    q: asked('q'),
    state: LIBRARY_STATES.find((each) => each === asked('state')),
    kind: asked('kind'),
    problem: asked('problem') === 'failed',
    selection: asked('selection'),
    related: RELATION_KINDS.find((each) => each === asked('related')),
    outside: asked('outside'),
    folder: asked('folder'),
  }
}
