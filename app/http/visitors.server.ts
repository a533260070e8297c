import type { Viewer } from '~/domain/access/access'
import type { Actor } from '~/domain/audit/audit'
import type { Portal } from '~/domain/portals/portal'
import { openPortal } from '~/domain/portals/portals.server'
import { type HeldShare, holderOf, holdShare, requireOpen } from '~/domain/shares/open-share.server'
import type { Context } from './context.server'
import { isUnlocked } from './unlock.server'

/** The published portal of this request with its visitor; throws `portal.unknown`. */
export async function portalVisit(context: Context): Promise<{ portal: Portal; viewer: Viewer; actor: Actor }> {
  const { portal, viewer } = await openPortal(context.db, context.params.portal, context.now)
  const name = portal.name[portal.sourceLocale] ?? portal.slug
  return { portal, viewer, actor: { kind: 'visitor', id: portal.id, name, network: context.network } }
}

/** The open link of this request with its holder, unlocked or not; throws `share.unknown` or `share.closed`. */
export async function shareVisit(
  context: Context,
): Promise<{ share: HeldShare; token: string; unlocked: boolean; viewer: Viewer; actor: Actor }> {
  const token = context.params.token ?? ''
  const share = await holdShare(context.db, token)
  requireOpen(share, context.now)
  const unlocked = await isUnlocked(context, token, share)
  const actor: Actor = { kind: 'link', id: share.id, name: share.title, network: context.network }
  return { share, token, unlocked, viewer: holderOf(share, unlocked), actor }
}
