import { data, type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { actionFor, loaderFor } from '~/http/route.server'
import stylesheet from '~/routes/portal/portal.css?url'
import shareStylesheet from '~/routes/share/share.css?url'
import { ShareFrame } from '~/routes/share/share-frame'
import { guestUrls } from '~/urls/guests'
import { ClosedLink } from './closed-link'
import { CodeGate } from './code-gate'
import { GuestPageForm } from './guest-forms'
import { guestPageOf } from './guest-page.server'
import intakeStylesheet from './intake.css?url'
import { NameGate } from './name-gate'
import { OpenBrief } from './open-brief'
import type { PageAnswer } from './page-answer'
import { runGuestForm } from './run-guest-form.server'

export const handle = { i18n: ['intake', 'share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: shareStylesheet },
  { rel: 'stylesheet', href: intakeStylesheet },
]

export const loader = loaderFor(async (context) => {
  const page = await guestPageOf(context)
  // One spelling, for which the cookie of a code is sent; and the theme of the portal that the brief belongs to.
  if (page.state !== 'closed' && context.request.method === 'GET') {
    const own = guestUrls.page(page.token, page.branding?.slug)
    if (context.url.pathname.replace(/\/$/, '') !== own) return redirect(own + context.url.search)
  }
  return data(page, { status: page.status, headers: context.headers })
})

export const action = actionFor(GuestPageForm, runGuestForm)

export { headers } from '~/routes/share/retry-after'

// Generic while nothing is open: previews of links in chat programs must not reveal the contents.
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'open' ? page.brief.title : (page?.branding?.name ?? 'Vitrine') },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function GuestPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<PageAnswer>()
  return (
    <ShareFrame branding={page.branding} locale={page.locale} sender={{ email: page.contact }}>
      {page.state === 'closed' && <ClosedLink {...page} />}
      {page.state === 'unnamed' && <NameGate {...page} answer={answer} />}
      {page.state === 'unverified' && <CodeGate {...page} answer={answer} />}
      {page.state === 'open' && <OpenBrief page={page} answer={answer} />}
    </ShareFrame>
  )
}
