import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { tidySizedRenditions } from './tidy-sized.commands.server'

/** Replaces what earlier settings or another credit made, and removes what is over: after a change, and every hour. */
export const tidySized = defineJob('tidy_sized_renditions', {
  schema: z.strictObject({}),
  maxAttempts: 3,
  key: () => 'tidy_sized_renditions',
  priority: 10,
  run: (_, { db }: { db: Db }) => tidySizedRenditions(db),
})
