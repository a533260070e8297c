import { readRefs } from '~/domain/search/palette'
import { findByName, nameAll } from '~/domain/search/palette.queries.server'
import { staffLoader } from '~/http/route.server'

/** Longest text that is searched for. */
const LONGEST = 200

/** What the command palette finds by `?q=`, and the names of what `?recent=` lists, as far as the person may open it. */
export const loader = staffLoader('viewer', async ({ db, viewer, person, url, locale, now }) => {
  const reader = { db, viewer, person, locale, now }
  const [q, recent] = [url.searchParams.get('q') ?? '', url.searchParams.get('recent')]
  const found =
    recent === null ? await findByName(reader, q.slice(0, LONGEST)) : await nameAll(reader, readRefs(recent))
  return { q, found }
})
