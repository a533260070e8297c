import type { ViewScope } from '~/domain/access/access'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import type { Portal } from '~/domain/portals/portal'
import { collectionsOf, type PortalViewer } from '~/domain/portals/portals.queries.server'
import type { FacetCounts } from '~/domain/search/facets.queries.server'
import { fold, piecesOf } from '~/domain/search/pieces'
import type { TextField } from '~/domain/search/query/fields'
import { parseQuery } from '~/domain/search/query/parse'
import { writeQuery } from '~/domain/search/query/write'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { pickText } from '~/platform/language'
import { urls } from '~/urls'
import { tileOf } from './tile'

const PAGE = 60

/** Fields that visitors are offered to narrow a result by. */
const OFFERED: readonly TextField[] = ['kind', 'in', 'keyword', 'orientation']

/** Returns what a search of a portal finds: collections by their titles, and assets with facets that divide them. */
export async function searchPage(
  scope: ViewScope<PortalViewer>,
  portal: Portal,
  { q, after, locale }: { q: string; after: string | undefined; locale: string },
) {
  const query = parseQuery(q)
  const found = await searchAssets(scope, { query, after, size: PAGE, withFacets: true, locale })
  const searched = found.didYouMean ?? query
  const collections = (await collectionsOf(scope.db, portal.id, scope.viewer, scope.now))
    .filter(({ assetCount }) => assetCount > 0)
    .map(({ slug, title, sourceLocale }) => ({ slug, title: pickText(title, locale, sourceLocale)?.value ?? slug }))
  const assets = await publicAssets(scope, found.hits, locale)
  const titles = Object.fromEntries(collections.map(({ slug, title }) => [slug, title]))
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
    facets: dividing(found.facets, found.total.count, writeQuery(searched)),
    titles,
    collections: after ? [] : collections.filter(({ title }) => isNamed(title, q)),
    assets: assets.map((asset) =>
      tileOf(asset, locale, urls.portal.asset(portal.slug, asset.id), (shown) =>
        urls.portal.media(portal.slug, shown.id, 'thumb', shown.versionId),
      ),
    ),
  }
}

/** Facets of which a choice would leave something out, or that are chosen. */
function dividing(facets: FacetCounts[], total: number, q: string): FacetCounts[] {
  return facets
    .filter(({ field }) => OFFERED.includes(field))
    .map(({ field, values }) => ({
      field,
      values: values.filter(({ count }) => count < total || q.includes(`${field}:`)),
    }))
    .filter(({ values }) => values.length > 0)
}

/** Whether a title has words that begin with all words of a query. */
function isNamed(title: string, q: string): boolean {
  const wanted = piecesOf(q)
  const pieces = piecesOf(fold(title))
  return wanted.length > 0 && wanted.every((piece) => pieces.some((each) => each.startsWith(piece)))
}
