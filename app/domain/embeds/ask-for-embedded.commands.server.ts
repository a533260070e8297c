import { sql } from 'kysely'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { enqueue } from '~/platform/queue.server'
import type { EmbeddedWanted } from './embedded-form'
import { makeEmbedded } from './make-embedded.jobs.server'

/** Forms that visitors and holders of links may wait for, all of them together. */
const MOST_WAITING = 5000
/** Forms that are asked for in one transaction. */
const BATCH = 100

/**
 * Has forms made unless they are made or being made: whoever asks at the same time waits for the same job. Throws `throttled`
 * when much is waited for.
 */
export async function askForEmbedded(db: Db, wanted: readonly EmbeddedWanted[]): Promise<void> {
  // In one order, so that of two that ask for the same none waits for a row that waits for the other.
  const sorted = [...wanted].sort((a, b) => (a.versionId < b.versionId ? -1 : 1))
  for (let at = 0; at < sorted.length; at += BATCH)
    await inTransaction(db, async (trx) => {
      for (const { texts, ...form } of sorted.slice(at, at + BATCH)) {
        const asked = await trx
          .insertInto('embeddedForm')
          .values({ ...form, texts: JSON.stringify(texts), state: 'waiting' })
          .onConflict((oc) => oc.columns(['versionId', 'sourceSha256', 'textsHash']).doNothing())
          .returning('versionId')
          .executeTakeFirst()
        const { versionId, sourceSha256, textsHash } = form
        if (asked) await enqueue(trx, makeEmbedded, { versionId, sourceSha256, textsHash })
      }
      const { count } = await trx
        .selectFrom('embeddedForm')
        .where('state', '=', 'waiting')
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow()
      if (count > MOST_WAITING) throw new DomainError('throttled', { seconds: 60, count: 60 })
    })
}
