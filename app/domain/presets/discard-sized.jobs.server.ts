import { z } from 'zod'
import { lockVersion } from '~/domain/renditions/lock-version.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'

/** Where the keys of renditions made for downloads begin; other objects are never deleted here. */
export const SIZED_PREFIX = 'sized/'

/** Long enough for downloads that began with the former bytes to finish. */
export const DISCARD_AFTER_SECONDS = 3600

/** Deletes objects that no rendition made for a download refers to; idempotent. */
export const discardSized = defineJob('discard_sized_renditions', {
  schema: z.strictObject({ versionId: z.uuid(), keys: z.array(z.string()) }),
  maxAttempts: 5,
  run: async ({ versionId, keys }, { db, storage }: { db: Db; storage: Storage }) => {
    for (const key of keys)
      await inTransaction(db, async (trx) => {
        // The same rendition may have been made again; it takes this lock before its row refers to the key.
        await lockVersion(trx, versionId)
        const used = await trx
          .selectFrom('presetRendition')
          .select('recipe')
          .where('objectKey', '=', key)
          .executeTakeFirst()
        if (!used && key.startsWith(SIZED_PREFIX)) await storage.delete(key)
      })
  },
})
