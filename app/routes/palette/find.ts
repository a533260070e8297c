import type { Person } from '~/domain/identity/person'
import { savedSearchesNamed } from '~/domain/saved/saved-searches.queries.server'
import { MOST_FOUND, readRefs } from '~/domain/search/palette'
import { type Found, findByName, nameAll } from '~/domain/search/palette.queries.server'
import { staffLoader } from '~/http/route.server'
import type { Db } from '~/platform/db.server'

/** Longest text that is searched for. */
const LONGEST = 200

/** What the command palette finds by `?q=`, and the names of what `?recent=` lists, as far as the person may open it. */
export const loader = staffLoader('viewer', async ({ db, viewer, person, url, locale, now }) => {
  const reader = { db, viewer, person, locale, now }
  const [q, recent] = [url.searchParams.get('q') ?? '', url.searchParams.get('recent')]
  if (recent !== null) return { q, found: await nameAll(reader, readRefs(recent)) }
  const typed = q.slice(0, LONGEST)
  return { q, found: [...(await savedSearches(reader, typed)), ...(await findByName(reader, typed))] }
})

/** Saved searches that have all words in their names; none for no words. */
async function savedSearches({ db, person }: { db: Db; person: Person }, q: string): Promise<Found[]> {
  const parts = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 10)
  if (parts.length === 0) return []
  const named = await savedSearchesNamed(db, person, parts, MOST_FOUND)
  return named.map(({ code, name }) => ({ kind: 'search', id: code, name }))
}
