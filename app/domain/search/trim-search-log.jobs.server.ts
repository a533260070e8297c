import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { trimSearchLog } from './search-log.commands.server'

/** Deletes old searches, every hour. */
export const trimSearchLogJob = defineJob('trim_search_log', {
  schema: z.strictObject({}),
  maxAttempts: 3,
  key: () => 'trim_search_log',
  priority: 10,
  run: (_, { db }: { db: Db }) => trimSearchLog(db),
})
