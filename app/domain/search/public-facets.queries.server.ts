import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { searchedFields } from './custom/fields.queries.server'
import { SEARCHED_TYPES } from './custom/searched-types'
import { type FacetChoice, PUBLIC_FACETS } from './public-facets'
import { tokenField } from './query/fields'

/** Returns the fields by which the search of a portal may be narrowed: built-in ones, and custom ones that are public. */
export async function facetChoices(db: Db, locale: string): Promise<FacetChoice[]> {
  const custom = (await searchedFields({ db, viewer: { kind: 'nobody' } })).filter(
    ({ isFacet, type }) => isFacet && SEARCHED_TYPES[type].isCounted,
  )
  return [
    ...PUBLIC_FACETS.map((name) => ({ name })),
    ...custom.map(({ key, labels }) => ({
      ...{ name: tokenField(key), label: pickText(labels, locale, 'en')?.value ?? key },
    })),
  ]
}
