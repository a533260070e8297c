import { redirect } from '@remix-run/node'
import { noteSeen } from '~/domain/guests/guests.commands.server'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import { askForCode, verifyGuest } from '~/domain/guests/verify-guest.commands.server'
import { countAttempt } from '~/domain/identity/growing-delay.commands.server'
import { nameGuest } from '~/domain/intake/brief-guests.commands.server'
import { submit } from '~/domain/intake/submit.commands.server'
import type { Context } from '~/http/context.server'
import { guestVisit } from '~/http/guest.server'
import { proofHeaders } from '~/http/guest-proof.server'
import { guestUrls } from '~/urls/guests'
import { enterGuest } from './enter-guest.server'
import type { GuestPageForm } from './guest-forms'
import type { PageAnswer } from './page-answer'

type Sent<Intent extends GuestPageForm['intent']> = Context & { input: Extract<GuestPageForm, { intent: Intent }> }

/** Does what a form of a guest's page asks for. A link that was closed meanwhile leads to its page, which says so. */
export async function runGuestForm(context: Context & { input: GuestPageForm }): Promise<Response | PageAnswer> {
  const { input } = context
  const entrance = await enterGuest(context)
  const own = guestUrls.page(context.params.token ?? '', entrance.branding?.slug)
  if (entrance.state === 'closed') return redirect(own)
  if (input.intent === 'name')
    return entrance.state === 'unnamed' ? giveName({ ...context, input }, entrance) : redirect(own)
  if (entrance.state === 'unnamed') return redirect(own)
  if (input.intent === 'submit') return submitFiles({ ...context, input }, entrance.branding?.slug)
  return entrance.state === 'unverified' ? giveCode({ ...context, input }, entrance.branding?.slug) : redirect(own)
}

/** New guests of an open link from one network: an office may share one address, a script soon waits. */
const namesOf = (briefId: string, network: string) => [
  { key: `guest-name:${briefId}:${network}`, free: 30, longest: 600 },
]

async function giveName(
  { db, input, services, now, network, locale }: Sent<'name'>,
  { briefId, branding }: { briefId: string; branding?: { slug: string } },
): Promise<Response> {
  await countAttempt(db, namesOf(briefId, network))
  const { name, email } = input
  const given = { secret: services.env.sessionSecret, now, network }
  const { token } = await nameGuest(db, briefId, { name, email, locale }, given)
  return redirect(guestUrls.page(token, branding?.slug))
}

async function giveCode(context: Sent<'code' | 'ask_code'>, slug: string | undefined): Promise<Response | PageAnswer> {
  const { db, input, params, services, now, network } = context
  const token = params.token ?? ''
  const own = guestUrls.page(token, slug)
  const guest = await findGuestByToken(db, token)
  if (!guest) return redirect(own)
  if (input.intent === 'ask_code') {
    await askForCode(db, guest, network)
    return { isSent: true }
  }
  await verifyGuest(db, guest, input.code, { secret: services.env.sessionSecret, network, now })
  await noteSeen(db, guest.id)
  return redirect(own, { headers: await proofHeaders(context, guest, token, slug) })
}

async function submitFiles(context: Sent<'submit'>, slug: string | undefined): Promise<Response> {
  const { db, input, now, network } = context
  const { guest, brief, token } = await guestVisit(context)
  const { message, agreementVersionId, madeWithAi } = input
  const receipt = await submit(
    db,
    { guest, briefId: brief.id, now, network },
    { message, agreementVersionId, madeWithAi: madeWithAi && madeWithAi === 'yes' },
  )
  await noteSeen(db, guest.id)
  return redirect(guestUrls.page(token, slug, { receipt }))
}
