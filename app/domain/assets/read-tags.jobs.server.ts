import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { readFile } from '~/platform/images/metadata.server'
import { defineJob, type Interruptible, LATER } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { withLocalCopy } from '~/platform/storage/local-copy.server'
import { workInPart } from '~/platform/work-in-part.server'
import { storeTags } from './file-tags.commands.server'
import { filesToRead, type UnreadFile } from './file-tags.queries.server'
import { saidValues } from './file-values'
import { originalKey } from './ingest.commands.server'

interface ReadServices extends Interruptible {
  db: Db
  storage: Storage
  tempDir: string
}

const BATCH = 50

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
async function readPart(services: ReadServices, after: string): Promise<string | undefined> {
  const { db, signal } = services
  const last = await workInPart({
    load: (last: UnreadFile | undefined) => filesToRead(db, last?.sha256 ?? after, BATCH),
    work: (file) => readOne(services, file),
    signal,
  })
  return last?.sha256
}

async function readOne({ db, storage, tempDir }: ReadServices, { sha256, extension }: UnreadFile): Promise<void> {
  const key = originalKey(sha256)
  // A file that the store has lost is read when it is there again, by the hourly job.
  if (!(await storage.head(key)))
    return log.warn({ sha256 }, 'the tags of a file that the store has lost were not read')
  const read = (localPath: string) => readFile(localPath, { extension })
  const { tags, metadata } = await withLocalCopy(storage, key, tempDir, read)
  await storeTags(db, sha256, { tags, said: saidValues(metadata) })
}
