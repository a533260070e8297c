import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { tellRefusal } from '~/domain/access/refusal.server'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { alikeAssets } from '~/domain/search/alike.queries.server'
import { exemplarOfAsset } from '~/domain/search/exemplar.queries.server'
import { portalVisit } from '~/http/visitors.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { urls } from '~/urls'
import { AssetGrid } from './asset-grid'
import { frameMeta } from './frame-meta'
import { portalLoader } from './portal-loader.server'
import { tileOf } from './tile'

export { ErrorBoundary } from './missing'

const MOST_SHOWN = 24

/** What a portal has that looks like one of its assets. */
export const loader = portalLoader(async (context) => {
  const { portal, viewer } = await portalVisit(context)
  const { db, params, locale, now } = context
  const scope = { db, viewer, now }
  const id = params.asset ?? ''
  const [asset] = await publicAssets(scope, [id], locale)
  if (!asset) {
    await tellRefusal(scope, id)
    throw new DomainError('asset.unknown')
  }
  const exemplar = await exemplarOfAsset(scope, id)
  const alike = exemplar ? (await alikeAssets(scope, exemplar)).slice(0, MOST_SHOWN) : []
  const assets = await publicAssets(
    scope,
    alike.map(({ assetId }) => assetId),
    locale,
  )
  return {
    title: fixedT(locale, 'portal')('similar.title'),
    of: { title: asset.title, href: urls.portal.asset(portal.slug, id) },
    layout: portal.theme.layout,
    locale,
    assets: assets.map((each) =>
      tileOf(each, locale, urls.portal.asset(portal.slug, each.id), (shown) =>
        urls.portal.media(portal.slug, shown.id, 'thumb', shown.versionId),
      ),
    ),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? [{ title: data.title }, { name: 'robots', content: 'noindex' }] : frameMeta(matches)

export default function PortalSimilar() {
  const { title, of, layout, locale, assets } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  return (
    <div className="public-section">
      <nav className="asset-nav" aria-label={t('asset.place')}>
        <a className="link" href={of.href}>
          {t('asset.back', { title: of.title })}
        </a>
      </nav>
      <h1>{title}</h1>
      {assets.length === 0 ? (
        <p>{t('similar.none')}</p>
      ) : (
        <AssetGrid assets={assets} layout={layout} locale={locale} selectable={() => false} />
      )}
    </div>
  )
}
