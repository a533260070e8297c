import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** What a guest handed in at once. */
export interface Submission {
  briefId: string
  guestId: string
  guestName: string
  message: string
  /** Names of its files, releases last. */
  files: string[]
}

/** Returns a submission; undefined when there is none of this id. */
export const findSubmission = (db: Db, id: string): Promise<Submission | undefined> =>
  db
    .selectFrom('submission')
    .innerJoin('guest', 'guest.id', 'submission.guestId')
    .where('submission.id', '=', id)
    .select(['submission.briefId', 'submission.guestId', 'guest.name as guestName', 'submission.message'])
    .select(
      sql<string[]>`array(select f.file_name from submission_file f where f.submission_id = submission.id
        order by f.is_release, f.created_at, f.id)`.as('files'),
    )
    .executeTakeFirst()

/** Returns of steps of the review those that are of files of guests, in their order. */
export const guestsOfSteps = (db: Db, stepIds: readonly number[]): Promise<{ stepId: number; guestId: string }[]> =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('submissionFile as file', 'file.versionId', 'step.versionId')
    .where('step.id', 'in', stepIds)
    .select(['step.id as stepId', 'file.guestId'])
    .orderBy('step.id')
    .execute()

/** A file of a guest with what a step of its review said. */
export interface ReviewedFile {
  guestId: string
  fileName: string
  toState: string
  note: string | null
}

/** Returns the file of a guest that a step of the review is of; undefined when it is of none, or a later step said otherwise. */
export const reviewedFile = (db: Db, stepId: number): Promise<ReviewedFile | undefined> =>
  db
    .selectFrom('reviewStep as step')
    .innerJoin('submissionFile as file', 'file.versionId', 'step.versionId')
    .innerJoin('assetVersion as version', 'version.id', 'step.versionId')
    .where('step.id', '=', stepId)
    .whereRef('version.state', '=', 'step.toState')
    .select(['file.guestId', 'file.fileName', 'step.toState', 'step.note'])
    .executeTakeFirst()

/** How many files of whom came for a brief. */
export interface CameOf {
  name: string
  files: number
}

/** Returns who submitted how many files for a brief between two instants, the first excluded. */
export const cameBetween = (db: Db, briefId: string, after: Date, until: Date): Promise<CameOf[]> =>
  db
    .selectFrom('submission')
    .innerJoin('guest', 'guest.id', 'submission.guestId')
    .innerJoin('submissionFile as file', 'file.submissionId', 'submission.id')
    .where('submission.briefId', '=', briefId)
    .where('submission.submittedAt', '>', after)
    .where('submission.submittedAt', '<=', until)
    .where('file.isRelease', '=', false)
    .groupBy('guest.id')
    .select(['guest.name', sql<number>`count(*)::int`.as('files')])
    .orderBy('guest.name')
    .execute()
