import { findPortal, visitorOf } from '~/domain/portals/portals.queries.server'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { findShareByToken } from '~/domain/shares/shares.queries.server'
import { DomainError } from '~/platform/errors'
import { brandingOf, defaultBranding } from './branding.server'
import { bytesFor } from './byte-route.server'
import type { Reload } from './bytes.server'
import { type Context, staffNow } from './context.server'
import { type PortalVisit, portalVisit, previewerOf, shareVisit } from './visitors.server'

/** A byte route of a portal: the visit, and how to look at it again while bytes flow. */
export const portalBytes = (work: (context: Context, visit: PortalVisit, reload: Reload) => Promise<Response>) =>
  bytesFor(async (context) => {
    const visit = await portalVisit(context)
    const response = await work(context, visit, async (db) => {
      // By id: a slug that is changed meanwhile ends no download.
      const portal = await findPortal(db, visit.portal.id)
      if (!portal) throw new DomainError('portal.unknown')
      return visitorOf(portal, visit.preview ? previewerOf(await staffNow(context)) : undefined)
    })
    if (visit.preview) response.headers.set('cache-control', 'private, no-store')
    return response
  }, portalBranding)

const portalBranding = async (context: Context) => brandingOf(context, (await portalVisit(context)).portal.id)

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
      const held = await findShareByToken(db, token)
      // A new password locks downloads that the old one opened.
      return viewerOfShare(held, unlocked && held.passwordVersion === share.passwordVersion)
    })
  }, shareBranding)

const shareBranding = async (context: Context) => {
  const held = await findShareByToken(context.db, context.params.token).catch(() => undefined)
  return held ? brandingOf(context, held.portalId) : defaultBranding(context)
}
