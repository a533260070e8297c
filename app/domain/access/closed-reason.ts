/** What decides whether a share is open. */
export interface ShareOpenness {
  revokedAt: Date | null
  expiresAt: Date | null
  opensAt: Date | null
  /** Whether the creator of the share may still share. */
  creatorMayShare: boolean
}

export type ClosedReason = 'link_revoked' | 'link_expired' | 'link_owner' | 'link_not_yet'

/**
 * Returns why a share is closed at `now`; undefined while it is open. Permanent reasons come before those that end with
 * time. `linkOpen` in `visible-to.server.ts` is the same rule in SQL.
 */
export function closedReason(share: ShareOpenness, now: Date): ClosedReason | undefined {
  if (share.revokedAt) return 'link_revoked'
  if (share.expiresAt && share.expiresAt <= now) return 'link_expired'
  if (!share.creatorMayShare) return 'link_owner'
  if (share.opensAt && share.opensAt > now) return 'link_not_yet'
  return undefined
}
