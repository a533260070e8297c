import { openPortal } from '~/domain/portals/portals.server'
import { holderOf, holdShare } from '~/domain/shares/open-share.server'
import { DomainError } from '~/platform/errors'
import { brandingOf, defaultBranding } from './branding.server'
import { bytesFor } from './byte-route.server'
import type { Reload } from './bytes.server'
import type { Context } from './context.server'
import { portalVisit, shareVisit } from './visitors.server'

/** A byte route of a portal: the visit, and how to look at it again while bytes flow. */
export const portalBytes = (
  work: (context: Context, visit: Awaited<ReturnType<typeof portalVisit>>, reload: Reload) => Promise<Response>,
) =>
  bytesFor(async (context) => {
    const visit = await portalVisit(context)
    return work(context, visit, async (db, now) => (await openPortal(db, context.params.portal, now)).viewer)
  }, portalBranding)

const portalBranding = async (context: Context) =>
  brandingOf(context, (await openPortal(context.db, context.params.portal, context.now)).portal.id)

/** A byte route of a link. */
export const shareBytes = (
  work: (context: Context, visit: Awaited<ReturnType<typeof shareVisit>>, reload: Reload) => Promise<Response>,
) =>
  bytesFor(async (context) => {
    const visit = await shareVisit(context)
    const { token, unlocked, share } = visit
    // Before anything else is looked at: what is behind a gate has no other answer than the gate.
    if (share.hasPassword && !unlocked) throw new DomainError('access.refused', { reason: 'link_locked' })
    return work(context, visit, async (db) => {
      const held = await holdShare(db, token)
      // A new password locks downloads that the old one opened.
      return holderOf(held, unlocked && held.passwordVersion === share.passwordVersion)
    })
  }, shareBranding)

const shareBranding = async (context: Context) => {
  const held = await holdShare(context.db, context.params.token).catch(() => undefined)
  return held ? brandingOf(context, held.portalId) : defaultBranding(context)
}
