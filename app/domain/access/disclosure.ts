import { DomainError } from '~/platform/errors'
import type { AssetFacts, Reason } from './access'

/**
 * Whether outsiders may learn the reason of a refusal. A hidden one would tell that there is such a file, so the answer is
 * that to an asset which does not exist.
 */
export const DISCLOSURE = {
  signed_out: 'shown',
  link_revoked: 'shown',
  link_expired: 'shown',
  link_not_yet: 'shown',
  link_owner: 'shown',
  link_locked: 'shown',
  portal_closed: 'hidden',
  not_covered: 'hidden',
  not_approved: 'hidden',
  deleted: 'hidden',
  held: 'hidden',
  embargo: 'hidden',
  expired: 'hidden',
  // Comes after every hidden reason: the asset itself may be known.
  version_withdrawn: 'shown',
  rendition: 'shown',
  role: 'shown',
} as const satisfies Record<Reason, 'shown' | 'hidden'>

/** A reason that may be told. */
export type ShownReason = { [R in Reason]: (typeof DISCLOSURE)[R] extends 'shown' ? R : never }[Reason]

/** Whether this is a reason that may be told; whatever is no reason is hidden too. */
export const isShown = (reason: unknown): reason is ShownReason =>
  typeof reason === 'string' && (DISCLOSURE as Record<string, 'shown' | 'hidden'>)[reason] === 'shown'

/** The error of a decision that says no: `access.refused` with its reason, and facts for its text. */
export const accessRefused = (reason: Reason, facts: { version?: number | null } = {}): DomainError =>
  new DomainError('access.refused', { reason, ...facts })

/** The error of a decision on an asset that says no: a pinned version that was withdrawn is named by its number. */
export const assetRefused = (reason: Reason, { pinnedNumber }: Pick<AssetFacts, 'pinnedNumber'>): DomainError =>
  accessRefused(reason, reason === 'version_withdrawn' ? { version: pinnedNumber } : {})
