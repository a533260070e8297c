import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { makeMediaJob } from './make-media.jobs.server'
import { mediaLeft, renderVersion, renditionsFailed } from './render-version.commands.server'

export const makeRenditionsJob = implementJob(makeRenditions, {
  run: async (payload, { db, storage, tempDir }: { db: Db; storage: Storage; tempDir: string }) => {
    await renderVersion({ db, storage, tempDir }, payload)
    await enqueueMedia(db, payload.versionId)
  },
  onExhausted: async (payload, { db }) => {
    await renditionsFailed(db, payload, ['pictures', 'clean'])
    await enqueueMedia(db, payload.versionId)
  },
})

async function enqueueMedia(db: Db, versionId: string): Promise<void> {
  const left = await mediaLeft(db, versionId)
  if (left) await inTransaction(db, (trx) => enqueue(trx, makeMediaJob, { versionId, ...left }))
}
