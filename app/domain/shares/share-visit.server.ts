import type { Viewer } from '~/domain/access/access'
import { closedReason } from '~/domain/access/closed-reason'
import { DomainError } from '~/platform/errors'
import type { ShareByToken } from './shares.queries.server'

export type LinkViewer = Extract<Viewer, { kind: 'link' }>

/** Returns the viewer for someone who opened a share. */
export const viewerOfShare = (share: ShareByToken, unlocked: boolean): LinkViewer => ({
  kind: 'link',
  shareId: share.id,
  opensAt: share.opensAt,
  expiresAt: share.expiresAt,
  revokedAt: share.revokedAt,
  creatorMayShare: share.creatorMayShare,
  unlocked: unlocked || !share.hasPassword,
  allows: share.allows,
  includesOriginalOnly: share.includesOriginalOnly,
  keepsMetadata: share.keepsMetadata,
  texts: { embeds: share.embeds, embedLanguage: share.embedLanguage },
})

/** Throws `share.closed` with the reason and the dates while the share is not open. Does not check the password. */
export function requireOpen(share: ShareByToken, now: Date): void {
  const reason = closedReason(share, now)
  if (reason) throw new DomainError('share.closed', { reason, opensAt: share.opensAt, expiresAt: share.expiresAt })
}
