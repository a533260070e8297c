import type { Viewer } from '~/domain/access/access'
import { originalOnlyOf } from '~/domain/access/authorize.server'
import { listPortals } from '~/domain/portals/portals.queries.server'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'

export interface PortalChoice {
  id: string
  name: string
  isPublished: boolean
}

/**
 * Returns the portals whose branding a share can use: the published ones, the earliest published first. If the share
 * already uses another portal, `current`, that one is included and marked as not published.
 */
export async function portalChoices(
  db: Db,
  locale: string,
  now: Date,
  current: string | null = null,
): Promise<PortalChoice[]> {
  const isPublished = ({ publishedAt }: { publishedAt: Date | null }) => !!publishedAt && publishedAt <= now
  const portals = (await listPortals(db)).filter((portal) => isPublished(portal) || portal.id === current)
  const since = ({ publishedAt }: { publishedAt: Date | null }) => publishedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return portals
    .sort((a, b) => Number(isPublished(b)) - Number(isPublished(a)) || since(a) - since(b))
    .map((portal) => ({
      id: portal.id,
      name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
      isPublished: isPublished(portal),
    }))
}

/** Returns the titles of those `assets` that have no web rendition, in the version that the viewer gets, and will not get one. */
export async function originalOnlyTitles(
  db: Db,
  viewer: Viewer,
  assets: { id: string; title: string }[],
): Promise<string[]> {
  const originalOnly = await originalOnlyOf(
    db,
    viewer,
    assets.map((asset) => asset.id),
  )
  return assets.filter((asset) => originalOnly.has(asset.id)).map((asset) => asset.title)
}
