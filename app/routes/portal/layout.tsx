import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { shownAssets } from '~/domain/access/shown-assets.server'
import { roleIncludes } from '~/domain/identity/person'
import { loaderFor } from '~/http/route.server'
import { portalVisit } from '~/http/visitors.server'
import { pickText } from '~/platform/language'
import { urls } from '~/urls'
import stylesheet from './portal.css?url'
import { PortalFooter } from './portal-footer'
import { PortalHeader } from './portal-header'
import { PreviewBanner } from './preview-banner'

export const handle = { i18n: ['portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

export const loader = loaderFor(async (context) => {
  const { portal, viewer, preview } = await portalVisit(context)
  const { db, locale, now, person } = context
  const mayChange = person && roleIncludes(person.role, 'manager')
  const dressing = [portal.logoAssetId, portal.logoDarkAssetId].filter((id) => id !== null)
  const logos = await shownAssets(db, viewer, dressing, locale, now)
  const logo = (id: string | null) => {
    const shown = logos.find((asset) => asset.id === id)
    if (!shown?.hasThumb) return undefined
    return { src: urls.portal.media(portal.slug, shown.id, 'preview', shown.versionId), alt: shown.altText }
  }
  return {
    portal: {
      id: portal.id,
      slug: portal.slug,
      name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
      locales: portal.locales,
      mode: portal.theme.mode,
      themeUrl: urls.portal.theme(portal.id, portal.themeHash),
      logo: logo(portal.logoAssetId),
      logoDark: logo(portal.logoDarkAssetId),
      contact: { name: portal.contactName, email: portal.contactEmail, phone: portal.contactPhone },
    },
    preview: preview ? { editUrl: mayChange ? urls.portals.edit(portal.id) : undefined } : undefined,
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.portal.name ?? '' }]

export default function PortalLayout() {
  const { portal, preview, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  return (
    <>
      <link rel="stylesheet" href={portal.themeUrl} />
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      {preview && <PreviewBanner editUrl={preview.editUrl} />}
      <PortalHeader portal={portal} locale={locale} />
      <main id="content" tabIndex={-1} className="public-main">
        <Outlet />
      </main>
      <PortalFooter portal={portal} />
    </>
  )
}
