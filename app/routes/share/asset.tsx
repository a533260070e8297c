import { data, type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { loaderFor } from '~/http/route.server'
import { AssetDetail } from '~/routes/portal/asset-detail'
import stylesheet from '~/routes/portal/portal.css?url'
import { shareSearch } from '~/routes/portal/search-form'
import { SplitPage } from '~/ui/split-page'
import { urls } from '~/urls'
import { assetPageOf } from './asset.server'
import { ClosedShare } from './closed-share'
import { headersOf } from './enter-share.server'
import shareStylesheet from './share.css?url'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'viewer', 'sizes', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: shareStylesheet },
]

export const loader = loaderFor(async (context) => {
  const page = await assetPageOf(context)
  if (page.state === 'locked') return redirect(urls.share.landing(context.params.token ?? ''))
  return data(page, { status: page.status, headers: headersOf(context, page) })
})

export { headers } from './retry-after'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'shown' ? page.asset.title : (page?.branding?.name ?? 'Vitrine') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShareAsset() {
  const page = useLoaderData<typeof loader>()
  const sender = page.state === 'closed' ? { email: page.contact } : page.sender
  return (
    <ShareFrame
      branding={page.branding}
      locale={page.locale}
      sender={sender}
      search={page.state === 'shown' && page.hasSearch ? shareSearch(page.token) : undefined}
    >
      {page.state === 'closed' && <ClosedShare {...page} />}
      {page.state === 'missing' && <MissingAsset {...page} />}
      {page.state === 'shown' && (
        <div className="public-section">
          <Place {...page} />
          <AssetDetail {...page} />
        </div>
      )}
    </ShareFrame>
  )
}

type Page = Awaited<ReturnType<typeof assetPageOf>>

function Place({ back, place, previous, next }: Extract<Page, { state: 'shown' }>) {
  const { t } = useTranslation('portal')
  return (
    <nav className="asset-nav" aria-label={t('asset.place')}>
      <a className="link" href={back.href}>
        {t('asset.back', { title: back.title })}
      </a>
      <span className="numbers">{t('asset.of', place)}</span>
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
  )
}

function MissingAsset({ back, branding, withdrawn }: Extract<Page, { state: 'missing' }>) {
  const { t } = useTranslation(['share', 'portal'])
  return (
    <SplitPage title={t('missing.title')} icon="image" picture={branding?.hero}>
      <p className="public-lead">
        {withdrawn
          ? t('portal:withdrawn.version', { title: withdrawn.title, version: withdrawn.version })
          : t('missing.text')}
      </p>
      <p>
        <a className="button button-primary button-l" href={back.href}>
          {t('missing.back')}
        </a>
      </p>
    </SplitPage>
  )
}
