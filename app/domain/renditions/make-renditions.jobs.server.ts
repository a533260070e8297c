import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { makeMediaJob } from './make-media.jobs.server'
import { lacksMedia, renderVersion, renditionsFailed } from './render-version.commands.server'

export const makeRenditionsJob = implementJob(makeRenditions, {
  run: async (payload, { db, storage, tempDir }: { db: Db; storage: Storage; tempDir: string }) => {
    await renderVersion({ db, storage, tempDir }, payload)
    if (await lacksMedia(db, payload.versionId)) await inTransaction(db, (trx) => enqueue(trx, makeMediaJob, payload))
  },
  onExhausted: (payload, { db }) => renditionsFailed(db, payload, ['pictures', 'clean']),
})
