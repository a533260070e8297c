import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { findPortal, firstPublishedPortal, visitorOf } from '~/domain/portals/portals.queries.server'
import { pictureSet } from '~/platform/images/picture-set'
import { LOCALES, pickText } from '~/platform/language'
import { urls } from '~/urls'
import type { Context } from './context.server'

type Asked = Pick<Context, 'db' | 'locale' | 'now'>

/** Returns theme, logo, hero and contact of a portal, for a page that is not its own; undefined for the default look. */
export async function brandingOf({ db, locale, now }: Asked, portalId: string | null) {
  const portal = portalId ? await findPortal(db, portalId) : undefined
  if (!portal) return undefined
  const viewer = visitorOf(portal)
  const ids = [portal.logoAssetId, portal.logoDarkAssetId, portal.heroAssetId].filter((id) => id !== null)
  const pictures = await publicAssets({ db, viewer, now }, ids, locale)
  const shown = (id: string | null) => pictures.find((asset) => asset.id === id && asset.hasThumb)
  const logo = (id: string | null) => {
    const asset = shown(id)
    return asset && { src: urls.portal.media(portal.slug, asset.id, 'thumb', asset.versionId), alt: asset.altText }
  }
  const hero = shown(portal.heroAssetId)
  return {
    slug: portal.slug,
    name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
    locales: portal.locales.length ? portal.locales : [...LOCALES],
    mode: portal.theme.mode,
    themeUrl: urls.portal.theme(portal.id, portal.themeHash),
    layout: portal.theme.layout,
    logo: logo(portal.logoAssetId),
    logoDark: logo(portal.logoDarkAssetId),
    hero: hero && pictureSet((preset) => urls.portal.media(portal.slug, hero.id, preset, hero.versionId), hero),
    contact: { name: portal.contactName, email: portal.contactEmail, phone: portal.contactPhone },
  }
}

/** Returns the branding for an unknown share: that of the portal published first, for a contact on mistyped addresses. */
export async function defaultBranding(asked: Asked) {
  return brandingOf(asked, (await firstPublishedPortal(asked.db, asked.now)) ?? null)
}

export type Branding = NonNullable<Awaited<ReturnType<typeof brandingOf>>>
