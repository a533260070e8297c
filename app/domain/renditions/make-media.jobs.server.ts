import { z } from 'zod'
import { defineJob } from '~/platform/jobs'
import { type RenderServices, renderVersion, renditionsFailed } from './render-version.commands.server'

/**
 * Makes films, sounds, documents and contents of a version. A job of its own at a lower priority, and one film at a time, since
 * encoding a film may take as long as watching it: pictures of other files and letters must not wait for that.
 */
export const makeMediaJob = defineJob('make_media', {
  schema: z.strictObject({ versionId: z.uuid(), isFilm: z.boolean().default(false) }),
  maxAttempts: 3,
  key: ({ versionId }) => `media:${versionId}`,
  queue: ({ isFilm }) => (isFilm ? 'films' : null),
  priority: 5,
  run: (payload, { db, storage, tempDir, signal }: RenderServices) =>
    renderVersion({ db, storage, tempDir, signal }, payload, ['media']),
  onExhausted: (payload, { db }) => renditionsFailed(db, payload, ['media']),
})
