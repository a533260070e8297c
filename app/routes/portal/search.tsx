import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { askedFor } from '~/domain/search/query/colour-code'
import { parseQuery } from '~/domain/search/query/parse'
import { withinCollection } from '~/domain/search/query/write'
import { noteSearch } from '~/http/note-search.server'
import { portalVisit } from '~/http/visitors.server'
import { fixedT } from '~/i18n/server'
import { urls } from '~/urls'
import { Narrowing } from '../search/narrowing'
import { NothingFound } from '../search/nothing-found'
import { AssetGrid } from './asset-grid'
import { frameMeta } from './frame-meta'
import { portalLoader } from './portal-loader.server'
import { PublicColours } from './public-colours'
import { searchPage } from './search.server'
import { portalSearch, SearchForm } from './search-form'

export { ErrorBoundary } from './missing'

export const handle = { i18n: ['search', 'colours'] }

export const loader = portalLoader(async (context) => {
  const { portal, viewer, preview } = await portalVisit(context)
  const { db, now, url, locale } = context
  const [q, after] = [url.searchParams.get('q') ?? '', url.searchParams.get('after') ?? undefined]
  const colour = url.searchParams.get('colour')
  if (colour) throw redirect(urls.portal.search(portal.slug, { q: askedFor(colour, q) }))
  const collection = url.searchParams.get('c')
  if (collection) throw redirect(urls.portal.search(portal.slug, { q: withinCollection(collection, q) }))
  const page = await searchPage({ db, viewer, now }, portal, { q, after, locale })
  if (!after && !preview)
    await noteSearch(context, parseQuery(q), {
      portalId: portal.id,
      foundNothing: page.isCorrected || page.help !== undefined,
    })
  return { ...page, locale, title: fixedT(locale, 'portal')('search.title') }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? [{ title: data.title }, { name: 'robots', content: 'noindex' }] : frameMeta(matches)

export default function PortalSearch() {
  const page = useLoaderData<typeof loader>()
  const { slug, layout, typed, q, isCorrected, total, next, from, collections, assets, locale, contact, help } = page
  const { t } = useTranslation('portal')
  const isEmpty = assets.length === 0 && collections.length === 0
  return (
    <div className="public-section public-results">
      <h1>{t('search.title')}</h1>
      <SearchForm place={portalSearch(slug)} q={q} />
      {isCorrected && <p role="status">{t('search.did_you_mean', { typed, meant: q })}</p>}
      {isEmpty ? (
        <NothingFound
          {...{ q, contact, locale }}
          help={help ?? { without: [], near: [] }}
          hrefOf={(other) => urls.portal.search(slug, { q: other })}
          back={{ href: urls.portal.home(slug), text: t('collection.back') }}
        />
      ) : (
        <>
          <Collections slug={slug} collections={collections} />
          <h2>
            {total.isMore ? t('search.more_than', { total: total.count }) : t('home.count', { count: total.count })}
          </h2>
          <Narrowing {...page} hrefOf={(narrowed) => urls.portal.search(slug, { q: narrowed })} />
          <PublicColours
            {...{
              q,
              action: urls.portal.search(slug),
              hrefOf: (narrowed) => urls.portal.search(slug, { q: narrowed }),
            }}
          />
          {assets.length > 0 && <AssetGrid assets={assets} layout={layout} locale={locale} selectable={() => false} />}
          <nav className="page-links" aria-label={t('pages.label')}>
            {from > 1 && (
              <a className="button" href={urls.portal.search(slug, { q })}>
                {t('search.first')}
              </a>
            )}
            {next && (
              <a className="button" rel="next" href={urls.portal.search(slug, { q, after: next })}>
                {t('pages.next')}
              </a>
            )}
          </nav>
        </>
      )}
    </div>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Collections({ slug, collections }: Pick<Loaded, 'slug' | 'collections'>) {
  const { t } = useTranslation('portal')
  if (collections.length === 0) return null
  return (
    <section aria-label={t('home.collections')}>
      <h2>{t('home.collections')}</h2>
      <ul className="result-chips">
        {collections.map((collection) => (
          <li key={collection.slug}>
            <a className="button" href={urls.portal.collection(slug, collection.slug)}>
              {collection.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
