import { sql } from 'kysely'
import { z } from 'zod'
import { type Db, inTransaction } from '~/platform/db.server'
import { defineJob } from '~/platform/jobs'
import { enqueue } from '~/platform/queue.server'
import type { Storage } from '~/platform/storage'
import { approvedTexts } from './approved-texts.queries.server'
import { EMBEDDED_PREFIX, textsHash } from './embedded-form'

/** Days that a form is kept; it is made again when it is asked for again. */
const DAYS_KEPT = 30
/** Days after which texts are tried again for a file into which they could not be written. */
const FAILURE_DAYS = 7
/** Long enough for downloads that began with the bytes to finish. */
const DISCARD_AFTER_SECONDS = 3600
const MOST = 10_000

/** Removes forms that are over, and those whose texts are not the approved ones any more. Idempotent. */
export const tidyEmbedded = defineJob('tidy_embedded_forms', {
  schema: z.strictObject({}),
  maxAttempts: 1,
  key: () => 'tidy_embedded_forms',
  run: (_payload, { db }: { db: Db }) => tidy(db),
})

async function tidy(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('embeddedForm as form')
    .innerJoin('assetVersion as version', 'version.id', 'form.versionId')
    .select(['form.versionId', 'form.sourceSha256', 'form.textsHash', 'form.language', 'version.assetId'])
    .select(
      sql<boolean>`(form.asked_at < now() - make_interval(days => ${DAYS_KEPT})
        or (form.state = 'failed' and form.made_at < now() - make_interval(days => ${FAILURE_DAYS})))`.as('isOver'),
    )
    .orderBy('form.askedAt')
    .limit(MOST)
    .execute()
  const languages = new Set(rows.flatMap(({ language }) => language ?? []))
  const current = new Set<string>()
  for (const language of languages) {
    const ids = rows.filter((row) => row.language === language).map(({ assetId }) => assetId)
    for (const [id, texts] of await approvedTexts(db, ids, language)) current.add(`${id} ${textsHash(texts)}`)
  }
  const gone = rows.filter(
    ({ isOver, language, assetId, textsHash: hash }) => isOver || (language && !current.has(`${assetId} ${hash}`)),
  )
  for (const { versionId, sourceSha256, textsHash: hash } of gone)
    await inTransaction(db, async (trx) => {
      const removed = await trx
        .deleteFrom('embeddedForm')
        .where('versionId', '=', versionId)
        .where('sourceSha256', '=', sourceSha256)
        .where('textsHash', '=', hash)
        .where('state', '!=', 'waiting')
        .returning('objectKey')
        .execute()
      const keys = removed.flatMap(({ objectKey }) => objectKey ?? [])
      if (keys.length) await enqueue(trx, discardEmbedded, { keys }, { afterSeconds: DISCARD_AFTER_SECONDS })
    })
}

/** Deletes objects that no form refers to; idempotent. */
export const discardEmbedded = defineJob('discard_embedded_forms', {
  schema: z.strictObject({ keys: z.array(z.string()) }),
  maxAttempts: 5,
  run: async ({ keys }, { db, storage }: { db: Db; storage: Storage }) => {
    for (const key of keys) {
      const used = await db.selectFrom('embeddedForm').select('state').where('objectKey', '=', key).executeTakeFirst()
      if (!used && key.startsWith(EMBEDDED_PREFIX)) await storage.delete(key)
    }
  },
})
