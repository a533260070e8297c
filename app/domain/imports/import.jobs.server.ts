import { z } from 'zod'
import { inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import type { ImportServices } from './import-source.server'
import { planImport } from './plan-import.commands.server'
import { giveUpImport, importBatch } from './run-import.commands.server'

/** Of all imports one works at a time, so that uploads and pictures go on beside it. */
const QUEUE = 'imports'
const schema = z.strictObject({ runId: z.string() })
const shared = { schema, maxAttempts: 5, queue: () => QUEUE, priority: -1 }

/** Lists what an import would do. */
export const planImportJob = defineJob('plan_import', {
  ...shared,
  key: ({ runId }) => `plan-import:${runId}`,
  run: ({ runId }, services: ImportServices) => planImport(services, runId),
  onExhausted: giveUp,
})

/** Imports one batch of a run, and enqueues the next. A batch that is run again finds its settled items done. */
export const runImportJob = defineJob('run_import', {
  ...shared,
  key: ({ runId }) => `run-import:${runId}`,
  run: runBatch,
  onExhausted: giveUp,
})

async function runBatch({ runId }: { runId: string }, services: ImportServices): Promise<void> {
  const { signal } = services
  const isMore = await importBatch(services, runId, { isStopped: () => !!signal?.aborted })
  // The job is given back uncounted, and goes on after the start.
  signal?.throwIfAborted()
  if (isMore) await inTransaction(services.db, (trx) => enqueue(trx, runImportJob, { runId }))
}

async function giveUp({ runId }: { runId: string }, { db }: ImportServices, error: unknown): Promise<void> {
  await giveUpImport(db, runId, error)
}
