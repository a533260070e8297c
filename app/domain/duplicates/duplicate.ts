import { z } from 'zod'

/** Most assets of one group that are merged or told apart at once. */
export const MOST_IN_GROUP = 50

const Ids = z
  .string()
  .max(MOST_IN_GROUP * 37)
  .transform((list) => [...new Set(list.split(',').filter(Boolean))])
  .pipe(z.array(z.uuid()).min(1).max(MOST_IN_GROUP))

/** Which asset is kept, and which are merged into it. */
export const MergeInput = z.strictObject({ keep: z.uuid(), merge: Ids })

/** Assets that are not the same; with `undo` they may be again. */
export const ToldApart = z.strictObject({ assets: Ids, undo: z.literal('on').optional() })

/** What decides how two assets are merged. */
export interface MergedFacts {
  isApproved: boolean
  embargoUntil: Date | null
  embargoZone: string | null
  expiresAt: Date | null
  expiresZone: string | null
}

/** The rights that the kept asset gets from those that are merged, because theirs are stricter. */
export interface StricterRights {
  embargoUntil?: Date
  embargoZone?: string | null
  expiresAt?: Date
  expiresZone?: string | null
}

/**
 * Returns the later embargo and the earlier expiry where the merged asset has them: what could not leave as one of the two must
 * not begin to leave as the other.
 */
export function stricterRights(kept: MergedFacts, merged: MergedFacts): StricterRights {
  const stricter: StricterRights = {}
  if (merged.embargoUntil && (!kept.embargoUntil || merged.embargoUntil > kept.embargoUntil))
    Object.assign(stricter, { embargoUntil: merged.embargoUntil, embargoZone: merged.embargoZone })
  if (merged.expiresAt && (!kept.expiresAt || merged.expiresAt < kept.expiresAt))
    Object.assign(stricter, { expiresAt: merged.expiresAt, expiresZone: merged.expiresZone })
  return stricter
}

/**
 * Returns whether an asset would bring out, in the place of the other, what could not leave there: the kept one is approved
 * and the merged one is not. Its places that deliver to people outside are then left alone, and none of its texts are taken.
 */
export const wouldWiden = (kept: MergedFacts, merged: MergedFacts): boolean => kept.isApproved && !merged.isApproved
