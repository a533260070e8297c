import type { PublicAsset } from '~/domain/delivery/public-assets.queries.server'

/** What a grid shows of an asset. Only what is needed, and only where there is some: a page carries it twice, once as data. */
export interface Tile {
  id: string
  href: string
  src?: string
  title: string
  /** Where it is not that of the page. */
  titleLocale?: string
  altText: string
  kind: string
  /** Where there is no picture. */
  extension?: string
  width: number | null
  height: number | null
  thumbhash: string | null
  needsDarkBackdrop?: true
  expiresAt?: Date
}

/** Returns the tile of an asset on a page in `locale`; `picture` makes the address of its thumbnail. */
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
