import { shownAssets } from '~/domain/access/shown-assets.server'
import { findPortal, visitorOf } from '~/domain/portals/portals.server'
import type { Context } from '~/http/context.server'
import { LOCALES, pickText } from '~/platform/language'
import { urls } from '~/urls'

/** How a link's pages look: the theme, logo and contact of its portal, or the plain house style. */
export async function dressOf(context: Context, portalId: string | null) {
  const { db, locale, now } = context
  const portal = portalId ? await findPortal(db, portalId) : undefined
  if (!portal) return undefined
  const viewer = visitorOf(portal)
  const ids = [portal.logoAssetId, portal.logoDarkAssetId].filter((id) => id !== null)
  const logos = await shownAssets(db, viewer, ids, locale, now)
  const logo = (id: string | null) => {
    const shown = logos.find((asset) => asset.id === id)
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
    logo: logo(portal.logoAssetId),
    logoDark: logo(portal.logoDarkAssetId),
    contact: { name: portal.contactName, email: portal.contactEmail, phone: portal.contactPhone },
  }
}

/** The look of a page whose link nobody knows: that of the portal published first, so that a mistyped address has a contact. */
export async function houseDress(context: Context) {
  const portal = await context.db
    .selectFrom('portal')
    .select('id')
    .where('publishedAt', '<=', context.now)
    .orderBy('publishedAt')
    .limit(1)
    .executeTakeFirst()
  return dressOf(context, portal?.id ?? null)
}

export type Dress = NonNullable<Awaited<ReturnType<typeof dressOf>>>
