import { settleItems } from '~/domain/collections/settle-items.jobs.server'
import { trimItemChanges } from '~/domain/collections/smart-collections.commands.server'
import { implementJob } from '~/platform/jobs'
import { type SettleServices, settleChanged, settleCollection } from './settle.commands.server'

export const settleItemsJob = implementJob(settleItems, {
  run: async ({ collectionId }, services: SettleServices) => {
    if (collectionId) return settleCollection(services.db, collectionId)
    await settleChanged(services)
    await trimItemChanges(services.db)
  },
})
