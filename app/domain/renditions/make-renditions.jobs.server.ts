import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import type { Db } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { renderVersion, renditionsFailed } from './render-version.commands.server'

export const makeRenditionsJob = implementJob(makeRenditions, {
  run: (payload, { db, storage, tempDir }: { db: Db; storage: Storage; tempDir: string }) =>
    renderVersion({ db, storage, tempDir }, payload),
  onExhausted: (payload, { db }) => renditionsFailed(db, payload),
})
