import { data, type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { loaderFor } from '~/http/route.server'
import stylesheet from '~/routes/portal/portal.css?url'
import { shareSearch } from '~/routes/portal/search-form'
import { urls } from '~/urls'
import { ClosedShare } from './closed-share'
import { headersOf } from './enter-share.server'
import { Gate } from './gate'
import { landingOf } from './landing.server'
import { OpenShare } from './open-share'
import shareStylesheet from './share.css?url'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: shareStylesheet },
]

export const loader = loaderFor(async (context) => {
  const own = urls.share.landing(context.params.token ?? '')
  // Routes ignore the case of URLs, but cookie paths do not: redirects to the one spelling for which cookies are sent.
  if (context.url.pathname.replace(/\/$/, '') !== own) return redirect(own + context.url.search)
  const page = await landingOf(context)
  return data(page, { status: page.status, headers: headersOf(context, page) })
})

export { headers } from './retry-after'

// Generic on purpose: link previews in chat programs must not reveal the contents.
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'open' ? page.share.title : (page?.branding?.name ?? 'Vitrine') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShareLanding() {
  const page = useLoaderData<typeof loader>()
  const sender =
    page.state === 'open'
      ? { name: page.share.by, email: page.share.email }
      : { email: page.state === 'closed' ? page.contact : null }
  return (
    <ShareFrame
      branding={page.branding}
      locale={page.locale}
      sender={sender}
      search={page.state === 'open' && page.hasSearch ? shareSearch(page.token) : undefined}
    >
      {page.state === 'closed' && <ClosedShare {...page} />}
      {page.state === 'locked' && <Gate {...page} />}
      {page.state === 'open' && <OpenShare {...page} />}
    </ShareFrame>
  )
}
