import { z } from 'zod'
import { inTransaction } from '~/platform/db.server'
import { defineJob, isInterrupted } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue, takeBackWaiting } from '~/platform/queue.server'
import { type IndexServices, indexChanges, indexMissing, trimVocabulary } from './index-assets.commands.server'

/** Words are counted from what is stored, so documents are stored by one job at a time. */
const QUEUE = () => 'search_index'

/**
 * Makes the documents of assets that changed. Triggers enqueue it, once in each transaction that changes what assets are found by
 * (migration `search`): one run does the work of all that wait.
 */
export const indexAssetsJob = defineJob('index_assets', {
  schema: z.object({}),
  maxAttempts: 25,
  queue: QUEUE,
  priority: -5,
  run: async (_payload, services: IndexServices) => {
    await takeBackWaiting(services.db, { name: 'index_assets' })
    await indexChanges(services)
  },
})

/** Makes the documents that are missing, in parts: after an upgrade, and where a job was lost. Changes go first. */
export const fillIndexJob = defineJob('fill_index', {
  schema: z.strictObject({ after: z.uuid().optional() }),
  maxAttempts: 5,
  key: () => 'fill_index',
  queue: QUEUE,
  priority: 5,
  run: async ({ after }, services: IndexServices) => {
    await indexChanges(services)
    const last = await indexMissing(services, after)
    if (last === undefined) return trimVocabulary(services.db)
    if (!after) log.info('assets are made ready for search')
    if (isInterrupted(services)) return
    await inTransaction(services.db, (trx) => enqueue(trx, fillIndexJob, { after: last }))
  },
})
