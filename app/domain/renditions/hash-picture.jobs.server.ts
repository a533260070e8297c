import { z } from 'zod'
import { declareJob } from '~/platform/jobs'

/** Makes the perceptual hash of a version's preview and looks for pictures like it; what it does is in `domain/duplicates`. */
export const hashPicture = declareJob('hash_picture', {
  schema: z.strictObject({ versionId: z.uuid() }),
  maxAttempts: 3,
  key: ({ versionId }) => `hash:${versionId}`,
  priority: 5,
})
