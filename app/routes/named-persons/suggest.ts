import { suggestNamedPersons } from '~/domain/named-persons/named-persons.queries.server'
import { staffLoader } from '~/http/route.server'
import { personIdOf } from './person-id'

/** Longest text that is searched for. */
const LONGEST = 200

/** Who of the register may be meant by `?q=`, but for `?not=`. */
export const loader = staffLoader('editor', async ({ db, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, LONGEST)
  return { q, persons: await suggestNamedPersons(db, q, { not: personIdOf(url.searchParams.get('not')) }) }
})
