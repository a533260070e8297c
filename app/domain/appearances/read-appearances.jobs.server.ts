import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { appearanceOfFile } from '~/platform/images/appearance.server'
import { defineJob, type Interruptible, LATER } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { withLocalCopy } from '~/platform/storage/local-copy.server'
import { workInPart } from '~/platform/work-in-part.server'
import { type UnreadVersion, unreadVersions } from './appearances.queries.server'
import { noteUnread, storeAppearance } from './store-appearance.commands.server'

interface ReadServices extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

const BATCH = 50

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
  const { db, signal } = services
  const last = await workInPart({
    load: (last: UnreadVersion | undefined) => unreadVersions(db, last?.versionId ?? after, BATCH),
    work: (version) => readOne(services, version),
    signal,
  })
  return last?.versionId
}

async function readOne(
  { db, storage, tempDir }: ReadServices,
  { versionId, previewKey }: UnreadVersion,
): Promise<void> {
  try {
    const appearance = await withLocalCopy(storage, previewKey, tempDir, appearanceOfFile)
    await inTransaction(db, (trx) => storeAppearance(trx, versionId, appearance))
  } catch (error) {
    log.warn({ err: error, versionId }, 'what a picture looks like could not be read')
    await noteUnread(db, versionId, 'unreadable')
  }
}
