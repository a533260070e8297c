import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import type { DoneStep } from './review'

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
}

/** Assets whose current version waits for review, with the step that submitted it; longest waiting first. */
const waiting = (db: Db) =>
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
    .orderBy('asset.id')

/** Returns the first assets of the review queue, longest waiting first. */
export const listWaiting = (db: Db, limit = 200): Promise<AssetToReview[]> =>
  waiting(db)
    .limit(limit)
    .select(['asset.id as assetId', 'step.at as submittedAt', 'step.name as submittedBy', 'step.note'])
    .select(sql<boolean>`asset.approved_version_id is not null`.as('replaces'))
    .execute()

/** Returns the ids of the whole queue, longest waiting first. */
export async function waitingIds(db: Db): Promise<string[]> {
  const rows = await waiting(db).select('asset.id').execute()
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
