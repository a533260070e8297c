import { type LinksFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Unlock } from '~/domain/shares/share'
import { requireOpen } from '~/domain/shares/share-visit.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { unlockShare } from '~/domain/shares/unlock-share.commands.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { guesserOf, unlockHeaders } from '~/http/unlock.server'
import { DomainError } from '~/platform/errors'
import stylesheet from '~/routes/portal/portal.css?url'
import { urls } from '~/urls'
import { enterShare } from './enter-share.server'
import { Gate, type GateAnswer } from './gate'
import shareStylesheet from './share.css?url'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: shareStylesheet },
]

// The form posts here. A GET occurs only after a refused password, and shows the form again with the reason.
export const loader = loaderFor(async (context) => {
  const page = await enterShare(context)
  return page.state === 'locked' ? page : redirect(urls.share.landing(context.params.token ?? ''))
})

export const action = actionFor(Unlock, async (context) => {
  const { db, params, now, input } = context
  const token = params.token ?? ''
  try {
    const share = await findShareByToken(db, token)
    requireOpen(share, now)
    const guesser = await guesserOf(context, token, share)
    await unlockShare(db, share, input.password, guesser)
    return redirect(urls.share.landing(token), { headers: await unlockHeaders(context, token, share, guesser) })
  } catch (error) {
    // The share was closed while the form was open: its own page says so.
    if (!(error instanceof DomainError) || !CLOSED.includes(error.code)) throw error
    return redirect(urls.share.landing(token))
  }
})

export { headers } from './retry-after'

const CLOSED = ['share.closed', 'share.unknown']

export default function ShareUnlock() {
  const { branding, locale, unlockUrl } = useLoaderData<typeof loader>()
  const answer = useActionData<GateAnswer>()
  return (
    <ShareFrame branding={branding} locale={locale}>
      <Gate unlockUrl={unlockUrl} branding={branding} result={answer?.result} waitSeconds={answer?.waitSeconds} />
    </ShareFrame>
  )
}
