import { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'

const STALE_MS = 7 * 86_400_000

/** Cancels uploads that were begun and left for seven days, and discards staged bytes that nothing waits for. */
export const sweepUploads = defineJob('sweep_uploads', {
  schema: z.strictObject({}),
  maxAttempts: 1,
  key: () => 'sweep_uploads',
  run: (_payload, { db, staging }: { db: Db; staging: Staging }) => sweep(db, staging),
})

async function sweep(db: Db, staging: Staging): Promise<void> {
  const left = await staging.listStale(new Date(Date.now() - STALE_MS))
  for (const id of left) {
    const open = await db
      .updateTable('upload')
      .set({ state: 'cancelled' })
      .where('id', '=', id)
      .where('state', '=', 'receiving')
      .returning('id')
      .execute()
    const waits = await db
      .selectFrom('upload')
      .select('id')
      .where('id', '=', id)
      .where('state', 'in', ['inspecting', 'duplicate', 'failed'])
      .where('dismissedAt', 'is', null)
      .executeTakeFirst()
    if (open.length || !(waits || (await isToImport(db, id)) || (await isOfGuest(db, id)))) await staging.discard(id)
  }
}

/** Whether an import that has not ended reads the upload. */
const isToImport = async (db: Db, id: string) =>
  !!(await db
    .selectFrom('importRun')
    .select('id')
    .where((eb) => eb.or([eb('uploadId', '=', id), eb('manifestId', '=', id)]))
    .where('state', 'not in', ['done', 'failed'])
    .limit(1)
    .executeTakeFirst())

/** Whether a guest's file is staged under this name: that of a brief that is open, and of a refused file for its quarantine. */
const isOfGuest = async (db: Db, id: string) =>
  !!(await db.selectFrom('submissionFile').select('id').where('stagedId', '=', id).executeTakeFirst())
