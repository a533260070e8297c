import { sql } from 'kysely'
import type { RenditionState } from '#db/schema/assets'

/**
 * What a failed rendition becomes when it is to be made again. A web form stays failed until then: links that deliver the
 * original in its place would refuse it meanwhile. What waits has no reason.
 */
export const FAILED_AGAIN = {
  state: sql<RenditionState>`case when preset = 'web' then state else 'waiting' end`,
  reason: null,
  recipe: null,
} as const
