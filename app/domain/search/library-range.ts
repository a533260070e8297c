import { z } from 'zod'

/** Most tiles of one answer. */
export const MOST_TILES = 120

/** Most assets passed over between an anchor and the part of the result that is asked for. */
const MOST_SKIPPED = 20_000

/** A part of a result: `take` assets, `skip` after the asset `after`, or after its beginning. Others are read as none. */
export const LibraryRange = z.object({
  after: z.uuid().optional().catch(undefined),
  skip: z.coerce.number().int().min(0).max(MOST_SKIPPED).catch(0),
  take: z.coerce.number().int().min(1).max(MOST_TILES).catch(MOST_TILES),
})
export type LibraryRange = z.output<typeof LibraryRange>

/** The size of a result and, of every `every` assets, the last one: `keys[0]` is followed by the asset at `every`. */
export interface Anchors {
  total: number
  every: number
  keys: string[]
}

/** Anchors are a multiple of the assets that a page asks for at once. */
const STEP = 600
const MOST_ANCHORS = 500

/** Returns the distance between anchors of a result, so that there are at most some 500. */
export const distanceFor = (total: number): number => Math.max(1, Math.ceil(total / STEP / MOST_ANCHORS)) * STEP
