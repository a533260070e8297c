import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { embeddedFailed, makeEmbeddedForm } from './make-embedded.commands.server'

/** Writes texts into a copy of one file; a person waits for it. */
export const makeEmbedded = defineJob('make_embedded_form', {
  schema: z.strictObject({
    versionId: z.uuid(),
    sourceSha256: z.string().length(64),
    textsHash: z.string().length(16),
  }),
  maxAttempts: 3,
  key: ({ versionId, sourceSha256, textsHash }) => `embedded:${versionId}:${sourceSha256}:${textsHash}`,
  priority: -1,
  run: (payload, services: Interruptible & { db: Db; storage: Storage; tempDir: string }) =>
    makeEmbeddedForm(services, payload),
  onExhausted: (payload, { db }) => embeddedFailed(db, payload, 'internal'),
})
