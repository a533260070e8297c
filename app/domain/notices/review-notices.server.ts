import { sql } from 'kysely'
import { z } from 'zod'
import type { AuditEvent } from '~/domain/audit/events.server'
import type { Tx } from '~/platform/db.server'
import type { NoticeDraft } from './notice'

const ReviewFacts = z.object({ stepId: z.int() })

/** An event about an asset as the beginning of a notice. */
export const aboutAsset = ({ id, at, subjectId, actorId, actorName }: AuditEvent) => ({
  ...{ topic: String(subjectId), assetId: String(subjectId), occasion: String(id), at },
  ...{ actorId, actorName },
})

/**
 * Files that wait for review, for all who may approve them. Locks the assets until the notices are committed: of an approval at
 * the same time, either the outcome is seen here, or its event finds the notice and ends it.
 */
export async function reviewAsked(trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> {
  const ids = events.flatMap(({ subjectId }) => subjectId ?? [])
  await sql`select 1 from asset where id = any(${ids}::uuid[]) order by id for share`.execute(trx)
  const waiting = await trx
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .where('asset.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('version.state', '=', 'in_review')
    .select('asset.id')
    .execute()
  const isWaiting = new Set(waiting.map(({ id }) => id))
  return events
    .filter(({ subjectId }) => subjectId && isWaiting.has(subjectId))
    .map((event) => ({ ...aboutAsset(event), readers: 'all' }))
}

/** Approvals, for who submitted the version. */
export const versionApproved = async (trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> =>
  (await outcomes(trx, events)).map(({ event, submitter }) => ({ ...aboutAsset(event), readers: [submitter] }))

/** Changes that are asked for, for who submitted the version: theirs to do. Nothing where they were already made. */
export async function changesAsked(trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> {
  const drafts = await outcomes(trx, events)
  return drafts
    .filter(({ state }) => state === 'changes_asked')
    .map(({ event, submitter, note }) => ({
      ...{ ...aboutAsset(event), facts: { note }, readers: [submitter], assigneeId: submitter },
    }))
}

/** The outcomes of reviews with who submitted the version last before, unless they decided themselves. */
async function outcomes(trx: Tx, events: AuditEvent[]) {
  const eventOf = new Map(
    events.flatMap((event): [number, AuditEvent][] => {
      const step = ReviewFacts.safeParse(event.facts).data
      return step ? [[step.stepId, event]] : []
    }),
  )
  const rows = await trx
    .selectFrom('reviewStep as step')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .innerJoin('reviewStep as submitted', (join) =>
      join
        .onRef('submitted.versionId', '=', 'step.versionId')
        .onRef('submitted.id', '<', 'step.id')
        .on('submitted.toState', '=', 'in_review'),
    )
    .where('step.id', '=', sql<number>`any(${[...eventOf.keys()]}::bigint[])`)
    .distinctOn('step.id')
    .orderBy('step.id')
    .orderBy('submitted.id', 'desc')
    .select(['step.id', 'step.byPerson', 'step.note', 'version.state', 'submitted.byPerson as submitter'])
    .execute()
  return rows.flatMap(({ id, byPerson, submitter, ...row }) => {
    const event = eventOf.get(id)
    return event && submitter && submitter !== byPerson ? [{ event, submitter, ...row }] : []
  })
}
