import { type LinksFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { holdShare, requireOpen, unlockShare } from '~/domain/shares/open-share.server'
import { Unlock } from '~/domain/shares/share'
import { actionFor, loaderFor } from '~/http/route.server'
import { guesserOf, unlockHeaders } from '~/http/unlock.server'
import { shareVisit } from '~/http/visitors.server'
import stylesheet from '~/routes/portal/portal.css?url'
import { urls } from '~/urls'
import { dressOf } from './dress.server'
import { Gate } from './gate'
import { ShareFrame } from './share-frame'

export const handle = { i18n: ['share', 'portal', 'ui', 'errors'], portal: true }

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

// Reached by GET only after a refused password (the form posts here): shows the gate again, with the reason.
export const loader = loaderFor(async (context) => {
  const { share, token, unlocked } = await shareVisit(context)
  if (unlocked) return redirect(urls.share.landing(token))
  return { dress: await dressOf(context, share.portalId), locale: context.locale, unlockUrl: urls.share.unlock(token) }
})

export const action = actionFor(Unlock, async (context) => {
  const { db, params, now, input } = context
  const token = params.token ?? ''
  const share = await holdShare(db, token)
  requireOpen(share, now)
  const guesser = await guesserOf(context, token, share)
  await unlockShare(db, share, input.password, guesser)
  return redirect(urls.share.landing(token), { headers: await unlockHeaders(context, token, share, guesser) })
})

export default function ShareUnlock() {
  const { dress, locale, unlockUrl } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: Parameters<typeof Gate>[0]['result'] }>()
  return (
    <ShareFrame dress={dress} locale={locale}>
      <Gate unlockUrl={unlockUrl} result={answer?.result} />
    </ShareFrame>
  )
}
