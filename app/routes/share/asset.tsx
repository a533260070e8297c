import { type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { offersOf } from '~/domain/access/offers.server'
import { shownAssets, storyOf } from '~/domain/access/shown-assets.server'
import { loaderFor } from '~/http/route.server'
import { shareVisit } from '~/http/visitors.server'
import { DomainError } from '~/platform/errors'
import { AssetDetail } from '~/routes/portal/asset-detail'
import stylesheet from '~/routes/portal/portal.css?url'
import { urls } from '~/urls'
import { dressOf } from './dress.server'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

export const loader = loaderFor(async (context) => {
  const { share, token, unlocked, viewer } = await shareVisit(context)
  if (!unlocked) return redirect(urls.share.landing(token))
  const { db, params, locale, now } = context
  const [asset] = await shownAssets(db, viewer, [params.asset ?? ''].filter(Boolean), locale, now)
  if (!asset) throw new DomainError('asset.unknown')
  const [story, offers] = await Promise.all([storyOf(db, asset.id, locale), offersOf(db, viewer, asset.id, now)])
  const dress = await dressOf(context, share.portalId)
  return {
    dress,
    asset,
    story,
    locale,
    picture: asset.hasThumb ? urls.share.media(token, asset.id, 'preview', asset.versionId) : undefined,
    offers: offers.map((offer) => ({ ...offer, href: urls.share.download(token, asset.id, offer.rendition) })),
    contactEmail: dress?.contact.email ?? share.creatorEmail,
    back: { href: urls.share.landing(token), title: share.title },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.asset.title ?? 'Vitrine' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShareAsset() {
  const { dress, back, ...detail } = useLoaderData<typeof loader>()
  const { t } = useTranslation('portal')
  return (
    <ShareFrame dress={dress} locale={detail.locale}>
      <div className="public-section">
        <nav className="asset-nav" aria-label={t('asset.place')}>
          <a className="link" href={back.href}>
            {t('asset.back', { title: back.title })}
          </a>
        </nav>
        <AssetDetail {...detail} />
      </div>
    </ShareFrame>
  )
}
