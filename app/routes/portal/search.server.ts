import type { ViewScope } from '~/domain/access/access'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import type { Portal } from '~/domain/portals/portal'
import type { PortalViewer } from '~/domain/portals/portals.queries.server'
import { collectionsNamed, titlesOfCollections } from '~/domain/search/collections-found.queries.server'
import { nothingFound } from '~/domain/search/nothing-found.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { urls } from '~/urls'
import { offeredFacets } from '../search/offered-facets.server'
import { tileOf } from './tile'

const PAGE = 60
const MOST_COLLECTIONS = 20

/** Returns what a search of a portal finds: collections by their titles, and assets with facets that divide them. */
export async function searchPage(
  scope: ViewScope<PortalViewer>,
  portal: Portal,
  { q, after, locale }: { q: string; after: string | undefined; locale: string },
) {
  const query = parseQuery(q)
  const found = await searchAssets(scope, { query, after, size: PAGE, withFacets: true, locale })
  const searched = found.didYouMean ?? query
  const assets = await publicAssets(scope, found.hits, locale)
  const facets = await offeredFacets(scope, { ...found, query: searched, locale, chosen: portal.facets })
  const slugs = facets.flatMap(({ field, values }) => (field === 'in' ? values.map(({ value }) => value) : []))
  return {
    slug: portal.slug,
    layout: portal.theme.layout,
    contact: portal.contactEmail,
    typed: q,
    q: writeQuery(searched),
    isCorrected: found.didYouMean !== undefined,
    total: found.total,
    from: found.from,
    next: found.next,
    facets,
    help: found.total.count === 0 && !after ? await nothingFound(scope, query) : undefined,
    titles: await titlesOfCollections(scope, slugs, locale),
    collections: after ? [] : await collectionsNamed(scope, q, { most: MOST_COLLECTIONS, locale }),
    assets: assets.map((asset) =>
      tileOf(asset, locale, urls.portal.asset(portal.slug, asset.id), (shown) =>
        urls.portal.media(portal.slug, shown.id, 'thumb', shown.versionId),
      ),
    ),
  }
}
