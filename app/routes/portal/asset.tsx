import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { tellRefusal } from '~/domain/access/refusal.server'
import { downloadOptions } from '~/domain/delivery/download-options.server'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { assetDetails, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { viewingOf } from '~/domain/delivery/viewing.queries.server'
import { openCollection } from '~/domain/portals/portals.queries.server'
import { redirectToKept } from '~/http/merged.server'
import { portalVisit } from '~/http/visitors.server'
import { DomainError } from '~/platform/errors'
import { pictureSet } from '~/platform/images/picture-set'
import { pickText } from '~/platform/language'
import { captionTracks } from '~/ui/viewers/caption-tracks'
import { urls } from '~/urls'
import { AssetDetail } from './asset-detail'
import { frameMeta } from './frame-meta'
import { portalLoader } from './portal-loader.server'
import { shownUrls } from './shown-urls'
import { SimilarSection } from './similar-section'

export { ErrorBoundary } from './missing'

export const handle = { i18n: ['viewer', 'sizes'] }

export const loader = portalLoader(async (context) => {
  const { portal, viewer } = await portalVisit(context)
  const { db, params, url, locale, now } = context
  const [asset] = await publicAssets({ db, viewer, now }, [params.asset ?? ''].filter(Boolean), locale)
  if (!asset) {
    await tellRefusal({ db, viewer, now }, params.asset ?? '')
    throw (await redirectToKept(context, viewer)) ?? new DomainError('asset.unknown')
  }
  const [details, options, sizes, viewing] = await Promise.all([
    assetDetails(
      db,
      asset,
      locale,
      linksFor({ db, viewer, now }, { from: asset.id, locale, hrefOf: (id) => urls.portal.asset(portal.slug, id) }),
    ),
    downloadOptions(db, viewer, asset.id, now),
    sizeOptions({ db, viewer, now }, { kind: 'delivered', assetIds: [asset.id] }, locale),
    viewingOf({ db, viewer, now }, context.services.storage, asset),
  ])
  const from = url.searchParams.get('c') ?? undefined
  const opened = from ? await openCollection({ db, viewer, now }, portal.id, from).catch(onlyUnknown) : undefined
  const collection = opened?.collection
  const siblings = opened?.ids ?? []
  const place = siblings.indexOf(asset.id)
  const page = (id: string | undefined) => id && urls.portal.asset(portal.slug, id, { collection: collection?.slug })
  return {
    asset,
    details,
    locale,
    now,
    viewing: viewing && {
      ...viewing,
      urls: shownUrls((form) => urls.portal.media(portal.slug, asset.id, form, asset.versionId)),
      tracks: captionTracks(viewing.captions, locale, (language) =>
        urls.portal.captions(portal.slug, asset.id, language),
      ),
    },
    picture: asset.hasThumb
      ? pictureSet((preset) => urls.portal.media(portal.slug, asset.id, preset, asset.versionId), asset)
      : undefined,
    options: options.map((option) => ({
      ...option,
      href: urls.portal.download(portal.slug, asset.id, option.rendition),
    })),
    sizes: sizes.map((size) => ({ ...size, href: urls.portal.size(portal.slug, asset.id, size.key) })),
    back: {
      href: collection ? urls.portal.collection(portal.slug, collection.slug) : urls.portal.home(portal.slug),
      title: collection
        ? (pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug)
        : (pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug),
    },
    place: place >= 0 ? { index: place + 1, count: siblings.length } : undefined,
    previous: page(siblings[place - 1]),
    next: place >= 0 ? page(siblings[place + 1]) : undefined,
    contactEmail: portal.contactEmail,
    similar: asset.hasThumb ? urls.portal.similar(portal.slug, asset.id) : undefined,
  }
})

function onlyUnknown(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'collection.unknown') return undefined
  throw error
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? [{ title: data.asset.title }] : frameMeta(matches)

export default function PortalAsset() {
  const { back, place, previous, next, similar, ...detail } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  return (
    <div className="public-section">
      <nav className="asset-nav" aria-label={t('asset.place')}>
        <a className="link" href={back.href}>
          {t('asset.back', { title: back.title })}
        </a>
        {place && <span className="numbers">{t('asset.of', place)}</span>}
        <span className="asset-steps">
          {previous && (
            <a className="button" rel="prev" href={previous}>
              {t('asset.previous')}
            </a>
          )}
          {next && (
            <a className="button" rel="next" href={next}>
              {t('asset.next')}
            </a>
          )}
        </span>
      </nav>
      <AssetDetail {...detail} />
      {similar && <SimilarSection href={similar} />}
    </div>
  )
}
