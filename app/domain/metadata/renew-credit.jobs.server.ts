import { z } from 'zod'
import { declareJob } from '~/platform/jobs'

/** Writes a changed credit into the renditions of an asset; what it does is in `domain/renditions`. */
export const renewCredit = declareJob('renew_credit', {
  schema: z.strictObject({ assetId: z.uuid() }),
  maxAttempts: 5,
  key: ({ assetId }) => `credit:${assetId}`,
})
