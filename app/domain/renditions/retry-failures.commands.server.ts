import { z } from 'zod'
import { makeRenditions } from '~/domain/assets/make-renditions.jobs.server'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { LATER } from '~/platform/jobs'
import { enqueueAll } from '~/platform/queue.server'
import { FAILED_AGAIN } from './failed-again'

/** Files of one kind whose renditions failed for one reason. */
export const Failures = z.strictObject({ kind: z.string().min(1).max(40), reason: z.string().min(1).max(100) })

/**
 * Enqueues the renditions of all current, approved and pinned versions of a kind that failed for a reason, behind what people wait for.
 * Returns the number of versions. Throws `rendition.not_failed` when there are none, since somebody else may have been faster.
 */
export const retryFailures = (db: Db, by: Person, { kind, reason }: z.output<typeof Failures>): Promise<number> =>
  inTransaction(db, async (trx) => {
    const shown = trx
      .selectFrom('asset')
      .innerJoin('assetVersion as version', (join) => join.on(isShownVersion))
      .where('asset.deletedAt', 'is', null)
      .where('version.kind', '=', kind)
      .select('version.id')
    const failed = await trx
      .updateTable('rendition')
      .set(FAILED_AGAIN)
      .where('state', '=', 'failed')
      .where('reason', '=', reason)
      .where('versionId', 'in', shown)
      .returning('versionId')
      .execute()
    const versions = [...new Set(failed.map((row) => row.versionId))]
    if (versions.length === 0) throw new DomainError('rendition.not_failed')
    await record(trx, actorOf(by), 'rendition.retried', undefined, { kind, reason, versions: versions.length })
    const payloads = versions.map((versionId) => ({ versionId }))
    await enqueueAll(trx, makeRenditions, payloads, { priority: LATER })
    return versions.length
  })
