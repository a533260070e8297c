import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { makeSample } from './make-sample.commands.server'

/** Samples settings on three files, one sample at a time in the whole installation. A person looks at the form meanwhile. */
export const makeSampleJob = defineJob('make_preset_sample', {
  schema: z.strictObject({ sampleId: z.uuid() }),
  maxAttempts: 1,
  key: ({ sampleId }) => `sample:${sampleId}`,
  queue: () => 'samples',
  priority: -1,
  run: ({ sampleId }, services: Interruptible & { db: Db; storage: Storage; tempDir: string }) =>
    makeSample(services, sampleId),
})
