import { roleIncludes } from '~/domain/identity/person'
import type { Action, AssetFacts, Decision, Previewer, Reason, RenditionTier, Viewer } from './access'
import { closedReason } from './closed-reason'
import { TIERS } from './tiers'

interface Question {
  viewer: Viewer
  action: Action
  asset: AssetFacts
  now: Date
}
type Rule = (question: Question) => Reason | undefined

const someoneAsks: Rule = ({ viewer }) => (viewer.kind === 'nobody' ? 'signed_out' : undefined)

const linkIsOpen: Rule = ({ viewer, now }) => {
  if (viewer.kind === 'link') return closedReason(viewer, now)
  return viewer.kind === 'guest' ? closedReason({ ...viewer, creatorMayShare: true, opensAt: null }, now) : undefined
}

const linkIsUnlocked: Rule = ({ viewer }) => (viewer.kind === 'link' && !viewer.unlocked ? 'link_locked' : undefined)

const portalIsOpen: Rule = ({ viewer, now }) => {
  if (viewer.kind !== 'visitor' || mayPreview(viewer.previewBy)) return undefined
  return viewer.publishedAt && viewer.publishedAt <= now ? undefined : 'portal_closed'
}

const isCovered: Rule = ({ asset }) => (asset.covered ? undefined : 'not_covered')

const isNotDeleted: Rule = ({ asset }) => (asset.deletedAt ? 'deleted' : undefined)

const isApproved: Rule = ({ viewer, asset }) =>
  asset.approvedVersionId || seesUnfinished(viewer) ? undefined : 'not_approved'

const isNotHeld: Rule = ({ viewer, asset }) => (asset.isHeld && !seesUnfinished(viewer) ? 'held' : undefined)

const embargoLifted: Rule = ({ viewer, asset, now }) =>
  asset.embargoUntil && asset.embargoUntil > now && !seesUnfinished(viewer) ? 'embargo' : undefined

const licenceRuns: Rule = ({ viewer, asset, now }) =>
  asset.expiresAt && asset.expiresAt <= now && !seesUnfinished(viewer) ? 'expired' : undefined

/** A pin delivers one version and no other in its place: when that is withdrawn, nothing leaves. */
const pinHolds: Rule = ({ viewer, asset }) =>
  viewer.kind !== 'guest' && asset.pinnedNumber !== null && asset.pinWithdrawn ? 'version_withdrawn' : undefined

const renditionAllowed: Rule = ({ viewer, action, asset }) => {
  if (viewer.kind === 'guest') return tierIncludes('preview', action) ? undefined : 'rendition'
  if (viewer.kind !== 'link' && viewer.kind !== 'visitor') return undefined
  if (tierIncludes(viewer.allows, action)) return undefined
  const standsIn = action === 'original' && viewer.allows === 'web' && viewer.includesOriginalOnly && asset.originalOnly
  return standsIn ? undefined : 'rendition'
}

const rules: Rule[] = [
  someoneAsks,
  linkIsOpen,
  linkIsUnlocked,
  portalIsOpen,
  isCovered,
  isNotDeleted,
  isApproved,
  isNotHeld,
  embargoLifted,
  licenceRuns,
  pinHolds,
  renditionAllowed,
]

/**
 * Decides whether `viewer` may do `action` with `asset` at `now` (the database clock). Everything that delivers bytes
 * or facts must call this or use its SQL equivalent, `visibleTo`.
 */
export function decide(viewer: Viewer, action: Action, asset: AssetFacts, now: Date): Decision {
  for (const rule of rules) {
    const reason = rule({ viewer, action, asset, now })
    if (reason) return { allowed: false, reason, at: turnsAt(reason, viewer, asset) }
  }
  return { allowed: true, until: earliestEnd(viewer, asset) }
}

/** Whether the viewer prepares assets: editors and above also see drafts, embargoed and expired assets. */
export const curates = (viewer: Viewer): boolean => viewer.kind === 'staff' && roleIncludes(viewer.role, 'editor')

/** Whether the viewer sees what may not leave yet, or any more: who prepares it, and a guest what that guest brought. */
const seesUnfinished = (viewer: Viewer): boolean => curates(viewer) || viewer.kind === 'guest'

/** Whether a member of staff may preview a portal before it is published: editors and above. */
export const mayPreview = (by: Previewer | undefined): boolean => !!by && roleIncludes(by.role, 'editor')

/** Whether a viewer gets clean originals: everyone outside the staff, unless the portal or share keeps metadata. */
export const getsClean = (viewer: Viewer): boolean =>
  viewer.kind === 'nobody' || viewer.kind === 'guest' || (viewer.kind !== 'staff' && !viewer.keepsMetadata)

/** Whether what leaves to a viewer may be of a tier, as far as the terms of a portal or share say; staff have no such terms. */
export const allowsTier = (viewer: Viewer, tier: RenditionTier): boolean =>
  viewer.kind === 'staff' ||
  (viewer.kind !== 'nobody' && tierIncludes(viewer.kind === 'guest' ? 'preview' : viewer.allows, tier))

/** Whether a tier includes an action; every tier includes facts and previews. */
const tierIncludes = (tier: RenditionTier, action: Action): boolean =>
  action === 'see' || TIERS.indexOf(tier) >= TIERS.indexOf(action)

function turnsAt(reason: Reason, viewer: Viewer, asset: AssetFacts): Date | null {
  if (reason === 'embargo') return asset.embargoUntil
  if (reason === 'link_not_yet' && viewer.kind === 'link') return viewer.opensAt
  return null
}

function earliestEnd(viewer: Viewer, asset: AssetFacts): Date | null {
  if (curates(viewer)) return null
  if (viewer.kind === 'guest') return viewer.expiresAt
  const ends = [asset.expiresAt, viewer.kind === 'link' ? viewer.expiresAt : null].filter((end) => end !== null)
  return ends.length ? new Date(Math.min(...ends.map(Number))) : null
}
