import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { lockVersion } from './lock-version.server'

/** Where the keys of renditions begin; other objects are never deleted here. */
export const RENDITIONS_PREFIX = 'renditions/'

/** Deletes objects that no rendition of the version refers to; idempotent. */
export const discardRenditions = defineJob('discard_renditions', {
  schema: z.strictObject({ versionId: z.uuid(), keys: z.array(z.string()) }),
  maxAttempts: 5,
  run: async ({ versionId, keys }, { db, storage }: { db: Db; storage: Storage }) => {
    for (const key of keys)
      await inTransaction(db, async (trx) => {
        // The same credit may have been set again; `pointAt` takes this lock before it refers to the key.
        await lockVersion(trx, versionId)
        const used = await trx.selectFrom('rendition').select('preset').where('objectKey', '=', key).executeTakeFirst()
        if (!used && key.startsWith(RENDITIONS_PREFIX)) await storage.delete(key)
      })
  },
})
