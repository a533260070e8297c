import { redirect } from '@remix-run/node'
import { findSavedSearch } from '~/domain/saved/saved-searches.queries.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'

/** The short address of a saved search leads to what it asks, whose terms can be changed there. */
export const loader = staffLoader('viewer', async ({ db, person, params }) => {
  const found = await findSavedSearch(db, person, params.code)
  if (!found) throw new DomainError('saved_search.unknown')
  return redirect(urls.library.grid({ ...found.query, saved: found.code }))
})
