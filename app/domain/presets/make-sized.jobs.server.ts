import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { makeSizedRendition, sizedFailed } from './make-sized.commands.server'
import { pageOfRecipe } from './preset-recipe.server'

/** Makes one rendition for a download. A person waits for it; films are made one at a time, as others are, and so are whole documents and AVIF. */
export const makeSizedJob = defineJob('make_sized_rendition', {
  schema: z.strictObject({
    versionId: z.uuid(),
    recipe: z.string().min(1).max(60),
    isFilm: z.boolean().default(false),
    /** Whether it is an AVIF, which takes ten times as long as a JPEG. */
    isAvif: z.boolean().default(false),
  }),
  maxAttempts: 3,
  key: ({ versionId, recipe }) => `sized:${versionId}:${recipe}`,
  queue: ({ recipe, isFilm, isAvif }) =>
    isFilm ? 'films' : pageOfRecipe(recipe) === 'all' ? 'whole_documents' : isAvif ? 'avif' : null,
  priority: -1,
  run: (payload, services: Interruptible & { db: Db; storage: Storage; tempDir: string }) =>
    makeSizedRendition(services, payload),
  onExhausted: (payload, { db }) => sizedFailed(db, payload, 'internal'),
})
