import type { PublicAsset } from '~/domain/delivery/public-assets.queries.server'

/**
 * What a grid shows of an asset. Only the fields needed, and only if set: a page contains them twice, as HTML and as
 * data.
 */
export interface Tile {
  id: string
  href: string
  src?: string
  title: string
  /** Language of the title, if it differs from the page's. */
  titleLocale?: string
  altText: string
  kind: string
  /** Set only without a picture. */
  extension?: string
  width: number | null
  height: number | null
  thumbhash: string | null
  needsDarkBackdrop?: true
  expiresAt?: Date
}

/** Returns the tile of an asset on a page in `locale`; `picture` returns the URL of its thumbnail. */
export function tileOf(
  asset: PublicAsset,
  locale: string,
  href: string,
  picture: (asset: PublicAsset) => string,
): Tile {
  const { id, title, titleLocale, altText, kind, width, height, thumbhash } = asset
  return {
    ...{ id, href, title, altText, kind, width, height, thumbhash },
    ...(titleLocale !== locale && { titleLocale }),
    ...(asset.hasThumb ? { src: picture(asset) } : { extension: asset.extension }),
    ...(asset.needsDarkBackdrop && { needsDarkBackdrop: true as const }),
    ...(asset.expiresAt && { expiresAt: asset.expiresAt }),
  }
}
