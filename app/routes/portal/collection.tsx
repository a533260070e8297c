import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { assetIdsOfCollection } from '~/domain/collections/collection-assets.queries.server'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { withdrawnPins } from '~/domain/delivery/withdrawn-pins.queries.server'
import { kitSizes } from '~/domain/kits/kit-contents.server'
import { kitPresets } from '~/domain/kits/kit-presets.queries.server'
import type { Portal } from '~/domain/portals/portal'
import { openCollection, type PortalViewer } from '~/domain/portals/portals.queries.server'
import type { Context } from '~/http/context.server'
import { movedFor, portalVisit } from '~/http/visitors.server'
import { pickText } from '~/platform/language'
import { urls } from '~/urls'
import { AssetGrid } from './asset-grid'
import { frameMeta } from './frame-meta'
import { KitForm } from './kit-form'
import { PageLinks } from './page-links'
import { askedPage, MOST_UNSEARCHED, pageOf, sizesOnPage } from './pages'
import { portalLoader } from './portal-loader.server'
import { collectionSearch, SearchForm } from './search-form'
import { tileOf } from './tile'
import { WithdrawnVersions } from './withdrawn-versions'

export { ErrorBoundary } from './missing'

export const loader = portalLoader(async (context) => {
  const { portal, viewer } = await portalVisit(context)
  const { services, params, url, locale } = context
  const key = `collection ${params.collection} ${askedPage(url)} ${locale}`
  return services.cachedContent(viewer, key, (now) => collectionPage({ ...context, now }, portal, viewer))
})

async function collectionPage(context: Context, portal: Portal, viewer: PortalViewer) {
  const { db, params, url, locale, now } = context
  const { collection, ids } = await openCollection({ db, viewer, now }, portal.id, params.collection)
  if (collection.slug !== params.collection) throw movedFor(context, 'collection', collection.slug)
  const { items, ...page } = pageOf(url, ids)
  const all = await assetIdsOfCollection(db, collection.id)
  const assets = await publicAssets({ db, viewer, now }, items, locale)
  return {
    slug: portal.slug,
    page,
    collection: collection.slug,
    layout: portal.theme.layout,
    locale,
    title: pickText(collection.title, locale, collection.sourceLocale),
    introduction: pickText(collection.introduction, locale, collection.sourceLocale),
    withdrawn: await withdrawnPins({ db, viewer, now }, all, locale),
    kitPresets: await kitPresets({ db, viewer, now }, ids, locale),
    sizes: sizesOnPage(await kitSizes({ db, viewer, now }, ids), items),
    assets: assets.map((asset) =>
      tileOf(asset, locale, urls.portal.asset(portal.slug, asset.id, { collection: collection.slug }), (shown) =>
        urls.portal.media(portal.slug, shown.id, 'thumb', shown.versionId),
      ),
    ),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? [{ title: data.title?.value ?? '' }] : frameMeta(matches)

export default function PortalCollection() {
  const { slug, page, collection, layout, locale, title, introduction, sizes, kitPresets, assets, withdrawn } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  return (
    <div className="public-section">
      <p className="public-back">
        <a className="link" href={urls.portal.home(slug)}>
          {t('collection.back')}
        </a>
      </p>
      <h1 lang={title?.locale}>{title?.value}</h1>
      {introduction && (
        <p className="public-lead" lang={introduction.locale}>
          {introduction.value}
        </p>
      )}
      {page.count > MOST_UNSEARCHED && <SearchForm place={collectionSearch(slug, collection)} />}
      <KitForm
        action={urls.portal.kit(slug, collection)}
        sizes={sizes}
        presets={kitPresets}
        isKept={page.pages > 1}
        locale={locale}
      >
        <AssetGrid assets={assets} layout={layout} locale={locale} />
        <PageLinks base={urls.portal.collection(slug, collection)} {...page} />
      </KitForm>
      <WithdrawnVersions withdrawn={withdrawn} />
    </div>
  )
}
