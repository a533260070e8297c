import { shownAssets } from '~/domain/access/shown-assets.server'
import { findPortal, firstPublishedPortal, visitorOf } from '~/domain/portals/portals.server'
import { LOCALES, pickText } from '~/platform/language'
import { urls } from '~/urls'
import type { Context } from './context.server'

type Asked = Pick<Context, 'db' | 'locale' | 'now'>

/** The look of a page that is not a portal's own: theme, logo, picture and contact of a portal; undefined for the plain one. */
export async function brandingOf({ db, locale, now }: Asked, portalId: string | null) {
  const portal = portalId ? await findPortal(db, portalId) : undefined
  if (!portal) return undefined
  const viewer = visitorOf(portal)
  const ids = [portal.logoAssetId, portal.logoDarkAssetId, portal.heroAssetId].filter((id) => id !== null)
  const pictures = await shownAssets(db, viewer, ids, locale, now)
  const picture = (id: string | null) => {
    const shown = pictures.find((asset) => asset.id === id)
    if (!shown?.hasThumb) return undefined
    return { src: urls.portal.media(portal.slug, shown.id, 'preview', shown.versionId), alt: shown.altText }
  }
  return {
    slug: portal.slug,
    name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
    locales: portal.locales.length ? portal.locales : [...LOCALES],
    mode: portal.theme.mode,
    themeUrl: urls.portal.theme(portal.id, portal.themeHash),
    layout: portal.theme.layout,
    logo: picture(portal.logoAssetId),
    logoDark: picture(portal.logoDarkAssetId),
    hero: picture(portal.heroAssetId),
    contact: { name: portal.contactName, email: portal.contactEmail, phone: portal.contactPhone },
  }
}

/** The look of a page whose link nobody knows: that of the portal published first, so that a mistyped address has a contact. */
export async function defaultBranding(asked: Asked) {
  return brandingOf(asked, (await firstPublishedPortal(asked.db, asked.now)) ?? null)
}

export type Branding = NonNullable<Awaited<ReturnType<typeof brandingOf>>>
