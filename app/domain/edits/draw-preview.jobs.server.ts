import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob, type Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { drawPreview } from './draw-preview.commands.server'

/** Draws what an unsaved recipe makes of a picture. A person looks at the form meanwhile. */
export const drawPreviewJob = defineJob('draw_edit_preview', {
  schema: z.strictObject({ previewId: z.uuid() }),
  maxAttempts: 1,
  key: ({ previewId }) => `edit_preview:${previewId}`,
  priority: -2,
  run: ({ previewId }, services: Interruptible & { db: Db; storage: Storage; tempDir: string }) =>
    drawPreview(services, previewId),
})
