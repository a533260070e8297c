import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { DoneStep, QueueView } from './review'

/** Returns the review steps of all versions of an asset, newest first. */
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

export interface AssetToReview {
  assetId: string
  submittedAt: Date | null
  submittedBy: string | null
  note: string | null
  /** Whether an older version is approved while this one waits. */
  replaces: boolean
  assigneeId: string | null
  assigneeName: string | null
  /** When the first open step of its review is due. */
  dueAt: Date | null
}

/** A part of the queue, for somebody, at a time (the database clock). */
export interface QueuePart {
  view: QueueView
  personId: string
  now: Date
}

/** SQL on `asset`: who has its review; the inbox says so. */
const ASSIGNEE = sql<
  string | null
>`(select n.assignee_id from notice n where n.asset_id = asset.id and n.type = 'review_asked'
  and n.settled_at is null order by n.at desc, n.id desc limit 1)`

/** SQL on `version`: when its review is due. */
const DUE = sql<Date | null>`(select r.due_at from review_round r where r.version_id = version.id and r.ended_at is null)`

/** SQL on `asset` and `version`: whether it belongs to a part of the queue. */
function isIn({ view, personId, now }: QueuePart) {
  switch (view) {
    case 'all':
      return sql<boolean>`true`
    case 'mine':
      return sql<boolean>`${ASSIGNEE} = ${personId}`
    case 'unassigned':
      return sql<boolean>`${ASSIGNEE} is null`
    case 'outside':
      return sql<boolean>`exists (select 1 from submission_file f where f.version_id = version.id)`
    case 'overdue':
      return sql<boolean>`${DUE} <= ${now}`
  }
}

/** Assets whose current version waits for review, with the step that submitted it; longest waiting first. */
const waiting = (db: Db, part?: QueuePart) =>
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
    .where(part ? isIn(part) : sql<boolean>`true`)
    .orderBy('step.at')
    .orderBy('asset.id')

/** Returns the first assets of the review queue or a part of it, longest waiting first. */
export const listWaiting = (
  db: Db,
  { part, limit = 200 }: { part?: QueuePart; limit?: number } = {},
): Promise<AssetToReview[]> =>
  waiting(db, part)
    .limit(limit)
    .select(['asset.id as assetId', 'step.at as submittedAt', 'step.name as submittedBy', 'step.note'])
    .select(sql<boolean>`asset.approved_version_id is not null`.as('replaces'))
    .select([ASSIGNEE.as('assigneeId'), DUE.as('dueAt')])
    .select(sql<string | null>`(select p.name from person p where p.id = ${ASSIGNEE})`.as('assigneeName'))
    .execute()

/** Returns the ids of the whole queue or a part of it, longest waiting first. */
export async function waitingIds(db: Db, part?: QueuePart): Promise<string[]> {
  const rows = await waiting(db, part).select('asset.id').execute()
  return rows.map((row) => row.id)
}

/** Returns how many assets wait for review. */
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

/** Returns to whom the review of an asset is assigned. */
export async function assigneeOf(db: Db, assetId: string): Promise<string | null> {
  const row = await db.selectFrom('asset').where('asset.id', '=', assetId).select(ASSIGNEE.as('id')).executeTakeFirst()
  return row?.id ?? null
}
