import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import { endBulkEdit, runBatch } from './run-bulk-edit.commands.server'

/** Changes one batch of assets of a change of many, and enqueues the next. One runs at a time, at a low priority. */
export const runBulkEditJob = defineJob('run_bulk_edit', {
  schema: z.strictObject({ editId: z.string() }),
  maxAttempts: 5,
  key: ({ editId }) => `bulk-edit:${editId}`,
  queue: () => 'bulk-edits',
  priority: -1,
  run: async ({ editId }, { db }: { db: Db }) => {
    const isMore = await runBatch(db, editId)
    if (isMore) await inTransaction(db, (trx) => enqueue(trx, runBulkEditJob, { editId }))
  },
  onExhausted: ({ editId }, { db }) => endBulkEdit(db, editId, 'failed'),
})
