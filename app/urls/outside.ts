import { part, query } from './parts'

/** URLs of portals. */
export const portalUrls = {
  home: (slug: string) => `/p/${part(slug)}`,
  /** What a visitor finds by a query, after an asset on the page before. */
  search: (slug: string, ask: { q?: string; after?: string } = {}) => `/p/${part(slug)}/search${query({ ...ask })}`,
  /** What a visitor may mean who is typing, as data. */
  suggestions: (slug: string, ask: { q?: string } = {}) => `/p/${part(slug)}/suggestions${query({ ...ask })}`,
  collection: (slug: string, collection: string) => `/p/${part(slug)}/c/${part(collection)}`,
  kit: (slug: string, collection: string, plan?: string) =>
    `/p/${part(slug)}/c/${part(collection)}/kit.zip${query({ plan })}`,
  asset: (slug: string, assetId: string, from?: { collection?: string }) =>
    `/p/${part(slug)}/a/${part(assetId)}${query({ c: from?.collection })}`,
  /** The assets of the portal that look like one. */
  similar: (slug: string, assetId: string) => `/p/${part(slug)}/a/${part(assetId)}/similar`,
  media: (slug: string, assetId: string, preset: string, version?: string) =>
    `/p/${part(slug)}/media/${part(assetId)}/${part(preset)}${query({ v: version })}`,
  captions: (slug: string, assetId: string, locale: string) =>
    `/p/${part(slug)}/captions/${part(assetId)}/${part(locale)}.vtt`,
  download: (slug: string, assetId: string, rendition: string) =>
    `/p/${part(slug)}/download/${part(assetId)}/${part(rendition)}`,
  /** What a preset for downloads makes of an asset. */
  size: (slug: string, assetId: string, preset: string) => `/p/${part(slug)}/size/${part(assetId)}/${part(preset)}`,
  theme: (portalId: string, hash: string) => `/themes/${part(portalId)}/${part(hash)}.css`,
}

/** URLs of shares. */
export const shareUrls = {
  landing: (token: string) => `/s/${part(token)}`,
  unlock: (token: string) => `/s/${part(token)}/unlock`,
  /** What is found among the files of a share, by pages. */
  search: (token: string, ask: { q?: string; page?: number } = {}) => `/s/${part(token)}/search${query({ ...ask })}`,
  suggestions: (token: string, ask: { q?: string } = {}) => `/s/${part(token)}/suggestions${query({ ...ask })}`,
  asset: (token: string, assetId: string) => `/s/${part(token)}/a/${part(assetId)}`,
  kit: (token: string, plan?: string) => `/s/${part(token)}/kit.zip${query({ plan })}`,
  media: (token: string, assetId: string, preset: string, version?: string) =>
    `/s/${part(token)}/media/${part(assetId)}/${part(preset)}${query({ v: version })}`,
  captions: (token: string, assetId: string, locale: string) =>
    `/s/${part(token)}/captions/${part(assetId)}/${part(locale)}.vtt`,
  download: (token: string, assetId: string, rendition: string) =>
    `/s/${part(token)}/download/${part(assetId)}/${part(rendition)}`,
  size: (token: string, assetId: string, preset: string) => `/s/${part(token)}/size/${part(assetId)}/${part(preset)}`,
}
