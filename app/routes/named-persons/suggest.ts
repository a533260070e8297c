import { suggestNamedPersons } from '~/domain/named-persons/named-persons.queries.server'
import { staffLoader } from '~/http/route.server'

/** Longest text that is searched for. */
const LONGEST = 200

/** Who of the register may be meant by `?q=`, but for `?not=`. */
export const loader = staffLoader('editor', async ({ db, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, LONGEST)
  const not = Number(url.searchParams.get('not')) || 0
  return { q, persons: await suggestNamedPersons(db, q, { not: Number.isSafeInteger(not) ? not : 0 }) }
})
