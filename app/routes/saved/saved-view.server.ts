import { mayChangeSavedSearch, mayManageCollections, maySaveForAll } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { asksSomething, isSameQuery, savedQueryOf } from '~/domain/saved/saved-search'
import { findSavedSearch, listSavedSearches } from '~/domain/saved/saved-searches.queries.server'
import type { LibrarySearch } from '~/domain/search/library-filter'
import type { Db } from '~/platform/db.server'

export type SavedView = Awaited<ReturnType<typeof savedViewOf>>

/** Returns the saved searches that a person sees, which one is open, and what saving means for the search that is asked. */
export async function savedViewOf(db: Db, person: Person, url: URL, search: LibrarySearch) {
  const open = await findSavedSearch(db, person, url.searchParams.get('saved'))
  const query = savedQueryOf(search)
  return {
    list: (await listSavedSearches(db, person)).map(({ code, name, isShared, ownerId, ownerName }) => ({
      ...{ code, name, isShared },
      ownerName: ownerId === person.id ? undefined : ownerName,
    })),
    open: open && {
      ...{ code: open.code, name: open.name, look: open.look },
      isChanged: !isSameQuery(open.query, query),
      mayChange: mayChangeSavedSearch(person, open),
    },
    query,
    // A selection, and pictures that look like another, are asked for a while.
    maySave: asksSomething(query) && !search.selection && !search.like,
    mayShare: maySaveForAll(person),
    mayCollect: mayManageCollections(person),
  }
}
