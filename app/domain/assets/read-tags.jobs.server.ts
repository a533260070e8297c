import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { readFile } from '~/platform/images/metadata.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { withLocalCopy } from '~/platform/storage/local-copy.server'
import { storeTags } from './file-tags.commands.server'
import { filesToRead } from './file-tags.queries.server'
import { saidValues } from './file-values'
import { originalKey } from './ingest.commands.server'

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
 * Reads the tags of files that arrived before tags were kept, or were read by a former recipe, in parts of twenty seconds;
 * each part enqueues the next one.
 */
export const readTags = defineJob('read_tags', {
  schema: z.strictObject({ after: z.string().default('') }),
  maxAttempts: 3,
  key: ({ after = '' }) => (after ? 'read_tags:next' : 'read_tags'),
  run: async ({ after }, services: ReadServices) => {
    const next = await readPart(services, after)
    if (next !== undefined)
      await inTransaction(services.db, (trx) => enqueue(trx, readTags, { after: next }, { priority: LATER }))
  },
})

/** Returns the digest of the last file that was read; undefined when none is left behind it. */
async function readPart({ db, storage, tempDir, signal }: ReadServices, after: string): Promise<string | undefined> {
  const deadline = performance.now() + PART_MS
  let last = after
  for (;;) {
    const files = await filesToRead(db, last, BATCH)
    if (files.length === 0) return undefined
    for (const { sha256, extension } of files) {
      signal?.throwIfAborted()
      last = sha256
      const key = originalKey(sha256)
      // A file that the store has lost is read when it is there again, by the hourly job.
      if (!(await storage.head(key))) log.warn({ sha256 }, 'the tags of a file that the store has lost were not read')
      else {
        const read = (localPath: string) => readFile(localPath, { extension })
        const { tags, metadata } = await withLocalCopy(storage, key, tempDir, read)
        await storeTags(db, sha256, { tags, said: saidValues(metadata) })
      }
      if (performance.now() > deadline) return last
    }
  }
}
