import type { OutsideViewer } from '~/domain/delivery/content-cache.server'
import { type PublicAsset, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import type { Context } from '~/http/context.server'
import type { Suggestion } from './suggestion'
import { type SuggestionPlaces, suggestionsFor } from './suggestions.server'

interface PublicPlaces extends Pick<SuggestionPlaces, 'search' | 'collection'> {
  asset: (id: string) => string
  picture: (asset: PublicAsset) => string
}

/** Returns what is offered to a visitor, cached until what the portal or share shows changes. */
export const publicSuggestions = (
  { services, db, locale }: Context,
  viewer: OutsideViewer,
  q: string,
  places: PublicPlaces,
): Promise<Suggestion[]> =>
  services.cachedContent(viewer, `suggestions ${locale} ${q}`, (now) =>
    suggestionsFor(
      { db, viewer, now },
      { q, locale },
      {
        ...places,
        assets: async (ids) =>
          (await publicAssets({ db, viewer, now }, ids, locale)).map((asset) => ({
            ...{ href: places.asset(asset.id), text: asset.title },
            ...(asset.titleLocale !== locale && { lang: asset.titleLocale }),
            ...(asset.hasThumb && { src: places.picture(asset) }),
          })),
      },
    ),
  )
