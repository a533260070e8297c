import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ViewScope } from '~/domain/access/access'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { mayManagePortals } from '~/domain/identity/permissions'
import type { Portal } from '~/domain/portals/portal'
import type { PortalViewer } from '~/domain/portals/portals.queries.server'
import { loaderFor } from '~/http/route.server'
import { portalVisit } from '~/http/visitors.server'
import { pickText } from '~/platform/language'
import { urls } from '~/urls'
import stylesheet from './portal.css?url'
import { PortalFooter } from './portal-footer'
import { PortalHeader } from './portal-header'
import { PreviewBanner } from './preview-banner'
import { portalSearch } from './search-form'

export const handle = { i18n: ['portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

export const loader = loaderFor(async (context) => {
  const { portal, viewer, preview } = await portalVisit(context)
  const { services, db, locale, person } = context
  const mayChange = person && mayManagePortals(person)
  const logos = await services.cachedContent(viewer, `logos ${locale}`, (now) =>
    logosOf({ db, viewer, now }, portal, locale),
  )
  return {
    portal: {
      id: portal.id,
      slug: portal.slug,
      name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
      locales: portal.locales,
      mode: portal.theme.mode,
      themeUrl: urls.portal.theme(portal.id, portal.themeHash),
      ...logos,
      contact: { name: portal.contactName, email: portal.contactEmail, phone: portal.contactPhone },
    },
    preview: preview ? { editUrl: mayChange ? urls.portals.edit(portal.id) : undefined } : undefined,
    locale,
  }
})

/** Returns a portal's logos for light and dark pages, as far as visitors may see them. */
async function logosOf(scope: ViewScope<PortalViewer>, portal: Portal, locale: string) {
  const ids = [portal.logoAssetId, portal.logoDarkAssetId].filter((id) => id !== null)
  const shown = await publicAssets(scope, ids, locale)
  const logo = (id: string | null) => {
    const asset = shown.find((each) => each.id === id)
    if (!asset?.hasThumb) return undefined
    return { src: urls.portal.media(portal.slug, asset.id, 'thumb', asset.versionId), alt: asset.altText }
  }
  return { logo: logo(portal.logoAssetId), logoDark: logo(portal.logoDarkAssetId) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.portal.name ?? '' }]

export default function PortalLayout() {
  const { portal, preview, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  const { pathname } = useLocation()
  const search = portalSearch(portal.slug)
  return (
    <>
      <link rel="stylesheet" href={portal.themeUrl} />
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      {preview && <PreviewBanner editUrl={preview.editUrl} />}
      <PortalHeader portal={portal} locale={locale} search={pathname === search.action ? undefined : search} />
      <main id="content" tabIndex={-1} className="public-main">
        <Outlet />
      </main>
      <PortalFooter portal={portal} />
    </>
  )
}
