import type { ViewScope } from '~/domain/access/access'
import { inChosenOrder } from '~/domain/search/public-facets'
import type { Query } from '~/domain/search/query/query'
import type { Found } from '~/domain/search/search-assets.queries.server'
import { type ShownFacet, shownFacets } from '~/domain/search/shown-facets.queries.server'

interface OfResult extends Pick<Found, 'facets' | 'total'> {
  query: Query
  locale: string
  /** Fields that the portal narrows its search by; null for those of the product. */
  chosen?: string[] | null
}

/** Returns the facets of a public result of which a choice would leave something out, or that are chosen. */
export async function offeredFacets(
  scope: Pick<ViewScope, 'db' | 'viewer'>,
  { facets, total, query, locale, chosen = null }: OfResult,
): Promise<ShownFacet[]> {
  const shown = await shownFacets(scope, { facets: inChosenOrder(facets, chosen), query, locale })
  return shown
    .map((facet) => ({
      ...facet,
      values: facet.values.filter(({ count, chosenAs }) => count < total.count || chosenAs !== undefined),
    }))
    .filter(({ values }) => values.length > 0)
}
