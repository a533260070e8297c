import { z } from 'zod'
import { declareJob } from '~/platform/jobs'

/** Makes the renditions of a version; what it does is in `domain/renditions`. */
export const makeRenditions = declareJob('make_renditions', {
  schema: z.strictObject({ versionId: z.uuid() }),
  maxAttempts: 3,
  key: ({ versionId }) => `renditions:${versionId}`,
})
