import { guestClosedReason } from '~/domain/guests/guest'
import { isBriefToken } from '~/domain/guests/guest-token.server'
import { findGuestByToken } from '~/domain/guests/guests.queries.server'
import { type Brief, briefState } from '~/domain/intake/brief'
import { findBriefByToken, findBriefOfGuest } from '~/domain/intake/briefs.queries.server'
import { creatorOfBrief } from '~/domain/intake/guest-page.queries.server'
import { findPortal } from '~/domain/portals/portals.queries.server'
import { type Branding, brandingOf, defaultBranding } from '~/http/branding.server'
import type { Context } from '~/http/context.server'
import { isVerified } from '~/http/guest-proof.server'
import { pickText } from '~/platform/language'

export type ClosedReason = 'unknown' | 'guest_revoked' | 'guest_expired' | 'brief_over' | 'brief_closed'

/**
 * Resolves the token of a request: to a guest with an open link, to the form that asks for a name or a code, or to a page that says
 * why nothing opens. What is not open reveals the branding and whom to contact; an open link also the title of its brief.
 */
export async function enterGuest(context: Context) {
  const { db, params, now, locale } = context
  const token = params.token ?? ''
  if (isBriefToken(token)) {
    const brief = await findBriefByToken(db, token)
    if (!brief) return unknownLink(context)
    const about = await aboutBrief(context, brief)
    const state = briefState(brief, now)
    if (state !== 'open') return { state: 'closed' as const, status: 410, reason: `brief_${state}` as const, ...about }
    return { state: 'unnamed' as const, status: 200, token, title: titleOf(brief, locale), briefId: brief.id, ...about }
  }
  const guest = await findGuestByToken(db, token)
  const brief = guest && (await findBriefOfGuest(db, guest.id))
  if (!guest || !brief) return unknownLink(context)
  const about = await aboutBrief(context, brief)
  const reason = guestClosedReason(guest, now)
  if (reason) return { state: 'closed' as const, status: 410, reason, ...about }
  if (!(await isVerified(context, guest)))
    return { state: 'unverified' as const, status: 200, token, email: maskedEmail(guest.email), ...about }
  return { state: 'entered' as const, status: 200, token, guest, brief, ...about }
}

async function unknownLink(context: Context) {
  const branding = await defaultBranding(context)
  const { locale } = context
  return {
    ...{ state: 'closed' as const, status: 404, reason: 'unknown' as const, locale, branding },
    contact: branding?.contact.email ?? null,
  }
}

/** Language, branding and contact of a page about a brief; it has the branding of its portal while that is published. */
async function aboutBrief(context: Context, brief: Brief) {
  const { db, locale, now } = context
  const portal = brief.portalId ? await findPortal(db, brief.portalId) : undefined
  const isPublished = !!portal?.publishedAt && portal.publishedAt <= now
  const branding: Branding | undefined = isPublished ? await brandingOf(context, brief.portalId) : undefined
  const contact = branding?.contact.email ?? (await creatorOfBrief(db, brief))?.email ?? null
  return { locale, branding, contact }
}

export const titleOf = (brief: Brief, locale: string): string =>
  pickText(brief.title, locale, brief.sourceLocale)?.value ?? ''

/** Returns an address that its owner knows again, and nobody else can read off: `a•••@example.org`. */
const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1•••')

export type Entrance = Awaited<ReturnType<typeof enterGuest>>
export type EnteredGuest = Extract<Entrance, { state: 'entered' }>
