import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { compare, comparisonFailed } from './compare-versions.commands.server'

/** Compares two versions of an asset: their pictures by pixels, their pages by text. A person waits for it. */
export const compareVersions = defineJob('compare_versions', {
  schema: z.strictObject({ olderId: z.uuid(), newerId: z.uuid() }),
  maxAttempts: 3,
  key: ({ olderId, newerId }) => `compare:${olderId}:${newerId}`,
  priority: -1,
  run: (pair, services: { db: Db; storage: Storage; tempDir: string }) => compare(services, pair),
  onExhausted: (pair, { db }) => comparisonFailed(db, pair),
})
