import { z } from 'zod'
import { defineJob } from '~/platform/jobs'
import { failVocabularyImport, type VocabularyServices } from './end-import.commands.server'
import { planImport } from './plan-import.commands.server'
import { runImport } from './run-import.commands.server'

const shared = {
  schema: z.strictObject({ importId: z.string() }),
  maxAttempts: 3,
  queue: () => 'vocabulary-imports',
}

/** Reads a file of terms, and stores what would become of each. */
export const planVocabularyImport = defineJob('plan_vocabulary_import', {
  ...shared,
  key: ({ importId }) => `plan-vocabulary-import:${importId}`,
  run: ({ importId }, services: VocabularyServices) => planImport(services, importId),
  onExhausted: ({ importId }, { db }) => failVocabularyImport(db, importId, 'internal'),
})

/** Takes its terms into the vocabulary. */
export const runVocabularyImport = defineJob('run_vocabulary_import', {
  ...shared,
  key: ({ importId }) => `run-vocabulary-import:${importId}`,
  run: ({ importId }, services: VocabularyServices) => runImport(services, importId),
  onExhausted: ({ importId }, { db }) => failVocabularyImport(db, importId, 'internal'),
})
