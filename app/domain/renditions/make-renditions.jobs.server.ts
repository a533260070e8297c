import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import { makeMediaJob } from './make-media.jobs.server'
import { mediaLeft, type RenderServices, renderVersion, renditionsFailed } from './render-version.commands.server'

export const makeRenditionsJob = implementJob(makeRenditions, {
  run: async (payload, { db, storage, tempDir, signal }: RenderServices) => {
    await renderVersion({ db, storage, tempDir, signal }, payload)
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
