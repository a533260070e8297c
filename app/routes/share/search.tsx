import { data, type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { loaderFor } from '~/http/route.server'
import stylesheet from '~/routes/portal/portal.css?url'
import { SearchForm, shareSearch } from '~/routes/portal/search-form'
import { urls } from '~/urls'
import { Narrowing } from '../search/narrowing'
import { NothingFound } from '../search/nothing-found'
import { ClosedShare } from './closed-share'
import { headersOf } from './enter-share.server'
import { type FoundInShare, foundInShare } from './search.server'
import shareStylesheet from './share.css?url'
import { ShareFiles } from './share-files'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'search', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: shareStylesheet },
]

export const loader = loaderFor(async (context) => {
  const token = context.params.token ?? ''
  if (!context.url.searchParams.get('q')?.trim()) return redirect(urls.share.landing(token))
  const page = await foundInShare(context)
  if (page.state === 'locked') return redirect(urls.share.landing(token))
  return data(page, { status: page.status, headers: headersOf(context, page) })
})

export { headers } from './retry-after'

// Generic while the share is closed, like its other pages.
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'found' ? page.share.title : (page?.branding?.name ?? 'Vitrine') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShareSearch() {
  const page = useLoaderData<typeof loader>()
  const sender = page.state === 'closed' ? { email: page.contact } : { name: page.share.by, email: page.share.email }
  return (
    <ShareFrame branding={page.branding} locale={page.locale} sender={sender}>
      {page.state === 'closed' && <ClosedShare {...page} />}
      {page.state === 'found' && <Results {...page} />}
    </ShareFrame>
  )
}

function Results(page: FoundInShare) {
  const { token, typed, q, isCorrected, assets, share, facets, locale, help } = page
  const { t } = useTranslation(['search', 'portal'])
  const back = urls.share.landing(token)
  return (
    <div className="public-section public-results delivery">
      <p className="public-back">
        <a className="link" href={back}>
          {t('within.back')}
        </a>
      </p>
      <h1>
        <bdi>{t('within.title', { title: share.title })}</bdi>
      </h1>
      <SearchForm place={shareSearch(token)} q={q} />
      {isCorrected && <p role="status">{t('portal:search.did_you_mean', { typed, meant: q })}</p>}
      {assets.length === 0 ? (
        <NothingFound
          {...{ q, locale }}
          contact={page.branding?.contact.email ?? share.email}
          help={help ?? { without: [], near: [] }}
          hrefOf={(other) => urls.share.search(token, { q: other })}
          back={{ href: back, text: t('within.back') }}
        />
      ) : (
        <>
          <h2>{t('portal:home.count', { count: page.page.count })}</h2>
          <Narrowing
            {...{ q, facets, locale, titles: {} }}
            hrefOf={(narrowed) => urls.share.search(token, { q: narrowed })}
          />
          <ShareFiles {...page} isKept>
            <input type="hidden" name="q" value={q} />
          </ShareFiles>
        </>
      )}
    </div>
  )
}
