import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { appearanceOfFile } from '~/platform/images/appearance.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { withLocalCopy } from '~/platform/storage/local-copy.server'
import { unreadVersions } from './appearances.queries.server'
import { noteUnread, storeAppearance } from './store-appearance.commands.server'

interface ReadServices extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

/** Priority behind all that people wait for. */
const LATER = 10
const BATCH = 50
/** Other jobs of the worker get their turn after this time. */
const PART_MS = 20_000

/**
 * Reads what pictures look like of which that is not known, or was read by a former recipe, in parts of twenty seconds; each part
 * enqueues the next one. What cannot be read is noted, and tried again by the hourly job.
 */
export const readAppearances = defineJob('read_appearances', {
  schema: z.strictObject({ after: z.uuid().optional() }),
  maxAttempts: 3,
  key: ({ after }) => (after ? 'read_appearances:next' : 'read_appearances'),
  priority: LATER,
  run: async ({ after }, services: ReadServices) => {
    const next = await readPart(services, after)
    if (next !== undefined) await inTransaction(services.db, (trx) => enqueue(trx, readAppearances, { after: next }))
  },
})

/** Returns the last version that was read; undefined when none is left behind it. */
async function readPart(services: ReadServices, after: string | undefined): Promise<string | undefined> {
  const deadline = performance.now() + PART_MS
  let last = after
  for (;;) {
    const versions = await unreadVersions(services.db, last, BATCH)
    if (versions.length === 0) return undefined
    for (const version of versions) {
      services.signal?.throwIfAborted()
      last = version.versionId
      await readOne(services, version)
      if (performance.now() > deadline) return last
    }
  }
}

async function readOne(
  { db, storage, tempDir }: ReadServices,
  { versionId, previewKey }: { versionId: string; previewKey: string },
): Promise<void> {
  try {
    const appearance = await withLocalCopy(storage, previewKey, tempDir, appearanceOfFile)
    await inTransaction(db, (trx) => storeAppearance(trx, versionId, appearance))
  } catch (error) {
    log.warn({ err: error, versionId }, 'what a picture looks like could not be read')
    await noteUnread(db, versionId, 'unreadable')
  }
}
