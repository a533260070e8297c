import { redirect } from '@remix-run/node'
import type { Previewer, Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import type { Portal } from '~/domain/portals/portal'
import { openPortal, type PortalViewer } from '~/domain/portals/portals.queries.server'
import { type LinkViewer, requireOpen, viewerOfShare } from '~/domain/shares/share-visit.server'
import { findShareByToken, type ShareByToken } from '~/domain/shares/shares.queries.server'
import type { Context } from './context.server'
import { isUnlocked } from './unlock.server'

export interface PortalVisit {
  portal: Portal
  viewer: PortalViewer
  actor: Actor
  /** Whether a member of staff previews a portal that is not published. */
  preview: boolean
}

/**
 * Returns the portal of this request with its visitor; an unpublished one only for staff, who see it as a visitor would.
 * Throws a redirect for a former slug, and `portal.unknown`.
 */
export const portalVisit = (context: Context): Promise<PortalVisit> =>
  context.once('portal visit', () => visitPortal(context))

async function visitPortal(context: Context): Promise<PortalVisit> {
  const { portal, viewer } = await openPortal(
    context.db,
    context.params.portal,
    context.now,
    previewerOf(context.viewer),
  )
  if (portal.slug !== context.params.portal) throw movedFor(context, 'portal', portal.slug)
  const name = portal.name[portal.sourceLocale] ?? portal.slug
  const visitor: Actor = { kind: 'visitor', id: portal.id, name, network: context.network }
  return viewer.previewBy
    ? { portal, viewer, actor: context.actor, preview: true }
    : { portal, viewer, actor: visitor, preview: false }
}

/** Returns the signed-in person as a previewer; undefined for other viewers. */
export const previewerOf = (viewer: Viewer): Previewer | undefined =>
  viewer.kind === 'staff' ? { personId: viewer.personId, role: viewer.role } : undefined

/** Positions of the slugs among the path segments: `/p/:portal/c/:collection`. */
const SEGMENTS = { portal: 2, collection: 4 }

/** Redirects to the same URL with the current slug. Permanent, but `no-store`, because a slug can be reused. */
export function movedFor({ url }: Context, part: keyof typeof SEGMENTS, slug: string): Response {
  const segments = url.pathname.split('/')
  segments[SEGMENTS[part]] = encodeURIComponent(slug)
  return redirect(segments.join('/') + url.search, { status: 301, headers: { 'cache-control': 'private, no-store' } })
}

export interface ShareVisit {
  share: ShareByToken
  token: string
  unlocked: boolean
  viewer: LinkViewer
  actor: Actor
}

/** Returns the open share of this request with its viewer, unlocked or not; throws `share.unknown` or `share.closed`. */
export const shareVisit = (context: Context): Promise<ShareVisit> =>
  context.once('share visit', () => visitShare(context))

async function visitShare(context: Context): Promise<ShareVisit> {
  const token = context.params.token ?? ''
  const share = await findShareByToken(context.db, token)
  requireOpen(share, context.now)
  const unlocked = await isUnlocked(context, token, share)
  const actor: Actor = { kind: 'link', id: share.id, name: share.title, network: context.network }
  return { share, token, unlocked, viewer: viewerOfShare(share, unlocked), actor }
}
