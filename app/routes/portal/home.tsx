import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ViewScope } from '~/domain/access/access'
import { publicAssets } from '~/domain/delivery/public-assets.queries.server'
import type { Portal } from '~/domain/portals/portal'
import { collectionsOf, type PortalViewer } from '~/domain/portals/portals.queries.server'
import { portalVisit } from '~/http/visitors.server'
import { formatDate } from '~/i18n/format'
import { pictureSet } from '~/platform/images/picture-set'
import { pickText } from '~/platform/language'
import { EmptyState } from '~/ui/empty-state'
import { Facts } from '~/ui/facts'
import { urls } from '~/urls'
import { AssetStyles, assetClass } from './asset-styles'
import { Guidelines } from './guidelines'
import { portalLoader } from './portal-loader.server'

export { ErrorBoundary } from './missing'

export const loader = portalLoader(async (context) => {
  const { portal, viewer } = await portalVisit(context)
  const { services, db, locale } = context
  return services.cachedContent(viewer, `home ${locale}`, (now) => homePage({ db, viewer, now }, portal, locale))
})

async function homePage(scope: ViewScope<PortalViewer>, portal: Portal, locale: string) {
  const { db, viewer, now } = scope
  const collections = await collectionsOf(db, portal.id, viewer, now)
  const covers = collections.flatMap((collection) => collection.coverId ?? [])
  const shown = await publicAssets(scope, [...new Set([...covers, portal.heroAssetId ?? []].flat())], locale)
  const picture = (id: string | null) => {
    const asset = shown.find((each) => each.id === id)
    if (!asset?.hasThumb) return undefined
    const { versionId, width, height, thumbhash, needsDarkBackdrop } = asset
    const set = pictureSet((preset) => urls.portal.media(portal.slug, asset.id, preset, versionId), asset)
    return { id: asset.id, ...set, width, height, thumbhash, needsDarkBackdrop, kind: asset.kind }
  }
  const text = (values: typeof portal.name) => pickText(values, locale, portal.sourceLocale)
  return {
    slug: portal.slug,
    locale,
    headline: text(portal.headline) ?? text(portal.name),
    introduction: text(portal.introduction),
    guidelines: text(portal.guidelines),
    hero: picture(portal.heroAssetId),
    collections: collections
      .filter((collection) => collection.assetCount > 0)
      .map((collection) => ({
        slug: collection.slug,
        title: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
        count: collection.assetCount,
        newestAt: collection.newestAt,
        cover: picture(collection.coverId),
      })),
  }
}

export default function PortalHome() {
  const { slug, locale, headline, introduction, guidelines, hero, collections } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  const pictures = [hero, ...collections.map((collection) => collection.cover)].filter((picture) => !!picture)
  const first = collections[0]
  return (
    <>
      <AssetStyles assets={pictures} />
      <section className={hero ? `hero hero-picture ${assetClass(hero.id)}` : 'hero'}>
        {hero && (
          <img
            src={hero.src}
            srcSet={hero.srcSet}
            // A phone's dense screen would load the widest file; two thirds of its pixels look as sharp.
            sizes="(max-width: 48rem) 66vw, 100vw"
            alt=""
            width={hero.width ?? undefined}
            height={hero.height ?? undefined}
            fetchPriority="high"
          />
        )}
        <div className="hero-text">
          <h1 lang={headline?.locale}>{headline?.value}</h1>
          {introduction && <p lang={introduction.locale}>{introduction.value}</p>}
          {first && (
            <a className="button button-primary button-l" href={urls.portal.collection(slug, first.slug)}>
              {t('home.browse', { title: first.title })}
            </a>
          )}
        </div>
      </section>
      <section className="public-section" aria-labelledby="collections">
        <h2 id="collections">{t('home.collections')}</h2>
        {collections.length === 0 && <EmptyState icon="collection" title={t('home.empty')} />}
        <ul className="cards">
          {collections.map((collection) => (
            <li key={collection.slug} className="card">
              <div
                className={[
                  'card-picture',
                  collection.cover && assetClass(collection.cover.id),
                  collection.cover?.kind === 'vector' && 'card-picture-inset',
                  collection.cover?.needsDarkBackdrop && 'backdrop-dark',
                ]
                  .filter(Boolean)
                  .join(' ')}
              >
                {collection.cover && (
                  <img
                    src={collection.cover.src}
                    srcSet={collection.cover.srcSet}
                    sizes="(max-width: 48rem) 66vw, 26rem"
                    alt=""
                    loading="lazy"
                  />
                )}
              </div>
              <h3>
                <a href={urls.portal.collection(slug, collection.slug)}>{collection.title}</a>
              </h3>
              <p className="card-note">
                <Facts
                  of={[
                    t('home.count', { count: collection.count }),
                    collection.newestAt && t('home.newest', { date: formatDate(collection.newestAt, locale) }),
                  ]}
                />
              </p>
            </li>
          ))}
        </ul>
      </section>
      {guidelines && <Guidelines text={guidelines.value} lang={guidelines.locale} />}
    </>
  )
}
