import { z } from 'zod'
import { declareJob } from '~/platform/jobs'

/**
 * Finds anew what belongs to smart collections: to one as a whole, or without an id among the assets that changed. Implemented
 * in `domain/smart`, which knows the search.
 */
export const settleItems = declareJob('settle_items', {
  schema: z.strictObject({ collectionId: z.uuid().optional() }),
  maxAttempts: 25,
  key: ({ collectionId }) => `settle-items:${collectionId ?? 'changed'}`,
  queue: () => 'smart_collections',
  // As the search: what was changed is looked for at once, and pictures can wait.
  priority: -5,
})
