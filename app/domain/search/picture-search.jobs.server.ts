import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { type DrawServices, drawPictureSearch } from './draw-picture-search.commands.server'
import { forgetPictures } from './forget-pictures.commands.server'

/** Looks at a picture that somebody searches by, and waits for. */
export const drawPictureSearchJob = defineJob('draw_picture_search', {
  schema: z.strictObject({ searchId: z.uuid() }),
  maxAttempts: 2,
  key: ({ searchId }) => `picture_search:${searchId}`,
  priority: -3,
  run: ({ searchId }, services: DrawServices) => drawPictureSearch(services, searchId),
  onExhausted: async ({ searchId }, { db }) => {
    await db.updateTable('pictureSearch').set({ bytes: null, reason: 'failed' }).where('id', '=', searchId).execute()
  },
})

/** Forgets pictures that were searched by, an hour after the last of them. */
export const forgetPictureSearches = defineJob('forget_picture_searches', {
  schema: z.strictObject({}),
  maxAttempts: 25,
  key: () => 'forget_picture_searches',
  run: (_payload, { db }: { db: Db }) => forgetPictures(db),
})
