import { z } from 'zod'
import { declareJob } from '~/platform/jobs'

/** Priority of a job for which nobody waits: behind all that people wait for. */
const LAST = 20

/** Reads stored objects again, a part at a time; what it does is in `scrub-storage.jobs.server.ts`. */
export const scrubStorage = declareJob('scrub_storage', {
  schema: z.strictObject({}),
  maxAttempts: 3,
  key: () => 'scrub_storage',
  queue: () => 'scrub',
  priority: LAST,
})
