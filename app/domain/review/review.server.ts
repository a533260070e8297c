import { sql } from 'kysely'
import type { z } from 'zod'
import { moveVersion, pointApproved } from '~/domain/assets/versions.server'
import { record } from '~/domain/audit/audit.server'
import { actorOf } from '~/domain/identity/identity.server'
import { type Person, roleIncludes } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { ARROWS, type DoneStep, type ReviewStep } from './review'

/** The job that writes to the submitter; the letter lives with the notifications. */
export const TELL_VERDICT = 'tell_verdict'

/**
 * Moves a version of an asset along one arrow, with who, when and the note: the current one, or to withdraw it the one
 * that is out, since a newer version that waits must not keep it out. Of two people at the same moment one wins and the
 * other is told: `asset.changed_meanwhile`. Throws `asset.unknown`, `role.required`.
 */
export async function takeStep(db: Db, by: Person, assetId: string, input: z.output<typeof ReviewStep>): Promise<void> {
  const arrow = ARROWS[input.arrow]
  if (!roleIncludes(by.role, arrow.role)) throw new DomainError('role.required', { role: arrow.role })
  await inTransaction(db, async (trx) => {
    const asset = isId(assetId)
      ? await trx
          .selectFrom('asset')
          .leftJoin('assetVersion as version', (join) =>
            join.onRef('version.assetId', '=', 'asset.id').on('version.id', '=', input.versionId),
          )
          .select(['asset.currentVersionId', 'asset.approvedVersionId', 'version.state', 'version.fileName'])
          .where('asset.id', '=', assetId)
          .where('asset.deletedAt', 'is', null)
          .forUpdate('asset')
          .executeTakeFirst()
      : undefined
    if (!asset) throw new DomainError('asset.unknown')
    const from = arrow.from.find((state) => state === asset.state)
    const meant = input.arrow === 'withdraw' ? asset.approvedVersionId : asset.currentVersionId
    if (meant !== input.versionId || !from) throw new DomainError('asset.changed_meanwhile')
    if (!(await moveVersion(trx, input.versionId, from, arrow.to))) throw new DomainError('asset.changed_meanwhile')
    if (input.arrow === 'approve') await pointApproved(trx, assetId, input.versionId)
    if (input.arrow === 'withdraw') await pointApproved(trx, assetId, null)
    const { versionId, note } = input
    const { id: stepId } = await trx
      .insertInto('reviewStep')
      .values({ versionId, fromState: from, toState: arrow.to, note: note || null, byPerson: by.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (arrow.role === 'manager' && input.arrow !== 'withdraw') await enqueue(trx, TELL_VERDICT, { stepId })
    await record(
      trx,
      actorOf(by),
      arrow.audit,
      { kind: 'asset', id: assetId, name: asset.fileName ?? undefined },
      { note },
    )
  })
}

/** What happened to the versions of an asset, newest first. */
export const stepsOf = (db: Db, assetId: string): Promise<DoneStep[]> =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .leftJoin('person', 'person.id', 'step.byPerson')
    .where('version.assetId', '=', assetId)
    .orderBy('step.id', 'desc')
    .select(['step.id', 'step.versionId', 'step.fromState', 'step.toState', 'step.note', 'step.at'])
    .select('person.name as byName')
    .execute()

export interface Waiting {
  assetId: string
  submittedAt: Date | null
  submittedBy: string | null
  note: string | null
  /** Whether an older version is out there while this one waits. */
  replaces: boolean
}

/** Assets whose current version waits for a verdict, longest waiting first. */
export const listWaiting = (db: Db, limit = 200): Promise<Waiting[]> =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('reviewStep as s')
          .leftJoin('person as p', 'p.id', 's.byPerson')
          .whereRef('s.versionId', '=', 'version.id')
          .where('s.toState', '=', 'in_review')
          .orderBy('s.id', 'desc')
          .limit(1)
          .select(['s.at', 's.note', 'p.name'])
          .as('step'),
      (join) => join.onTrue(),
    )
    .where('version.state', '=', 'in_review')
    .where('asset.deletedAt', 'is', null)
    .orderBy('step.at')
    .limit(limit)
    .select(['asset.id as assetId', 'step.at as submittedAt', 'step.name as submittedBy', 'step.note'])
    .select(sql<boolean>`asset.approved_version_id is not null`.as('replaces'))
    .execute()

/** How many assets wait for a verdict. */
export async function countWaiting(db: Db): Promise<number> {
  const { waiting } = await db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .where('version.state', '=', 'in_review')
    .where('asset.deletedAt', 'is', null)
    .select(sql<number>`count(*)::int`.as('waiting'))
    .executeTakeFirstOrThrow()
  return waiting
}
