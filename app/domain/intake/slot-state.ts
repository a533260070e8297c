import type { SlotProgress } from './files-of-guest.queries.server'

/** What matters most of a slot: what somebody has to do, then what is done. */
export type SlotState = 'empty' | 'changes_asked' | 'in_review' | 'partly' | 'accepted'

/** Returns the state of a slot of which so many files are wanted. */
export function slotState(wanted: number, progress: Omit<SlotProgress, 'slotId'> | undefined): SlotState {
  if (!progress || progress.delivered === 0) return 'empty'
  if (progress.changesAsked > 0) return 'changes_asked'
  if (progress.inReview > 0) return 'in_review'
  return progress.accepted >= wanted ? 'accepted' : 'partly'
}
