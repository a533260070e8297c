import { data, type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { loaderFor } from '~/http/route.server'
import stylesheet from '~/routes/portal/portal.css?url'
import { urls } from '~/urls'
import { ClosedShare } from './closed-share'
import { Gate } from './gate'
import { landingOf } from './landing.server'
import { OpenShare } from './open-share'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

export const loader = loaderFor(async (context) => {
  const own = urls.share.landing(context.params.token ?? '')
  // Routes are found whatever the case of their letters, cookies are not: there is one address of a link that has them.
  if (context.url.pathname.replace(/\/$/, '') !== own) return redirect(own + context.url.search)
  const page = await landingOf(context)
  const headers = new Headers(context.headers)
  if (page.state === 'closed' && page.retryAfter) headers.set('retry-after', String(page.retryAfter))
  return data(page, { status: page.status, headers })
})

// Generic on purpose: a preview made by a chat program must not tell what is behind the link.
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'open' ? page.share.title : (page?.dress?.name ?? 'Vitrine') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShareLanding() {
  const page = useLoaderData<typeof loader>()
  return (
    <ShareFrame dress={page.dress} locale={page.locale}>
      {page.state === 'closed' && <ClosedShare {...page} />}
      {page.state === 'locked' && <Gate {...page} />}
      {page.state === 'open' && <OpenShare {...page} />}
    </ShareFrame>
  )
}
