import { z } from 'zod'
import { hashPicture } from '~/domain/renditions/hash-picture.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob, LATER } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueueAll } from '~/platform/queue.server'
import { versionsToHash } from './near.queries.server'

/** Versions of one run, which is repeated every hour. */
const BATCH = 5000

/** Asks for the hashes of pictures that have none, or one of a former recipe: after an upgrade, and where one was missed. */
export const hashPictures = defineJob('hash_pictures', {
  schema: z.strictObject({}),
  maxAttempts: 1,
  key: () => 'hash_pictures',
  run: (_payload, { db }: { db: Db }) => askForHashes(db),
})

async function askForHashes(db: Db): Promise<void> {
  const ids = await versionsToHash(db, BATCH)
  if (ids.length === 0) return
  log.info({ versions: ids.length }, 'pictures are hashed to find those that look alike')
  const payloads = ids.map((versionId) => ({ versionId }))
  await inTransaction(db, (trx) => enqueueAll(trx, hashPicture, payloads, { priority: LATER }))
}
