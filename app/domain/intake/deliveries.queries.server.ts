import { sql } from 'kysely'
import type { SubmissionFileState } from '#db/schema/intake'
import type { Db } from '~/platform/db.server'
import { type FileProblem, type FileProgress, progressOf } from './submission-file'

/** A submitted file as staff see it: of a file and its newer versions the last one that was submitted. */
export interface DeliveredFile {
  id: string
  guestId: string
  guestName: string
  fileName: string
  slotId: string | null
  byteSize: number
  isRelease: boolean
  /** Whether it is a newer version of what was sent back. */
  isAnswer: boolean
  submittedAt: Date
  /** What the guest said with the submission. */
  message: string
  madeWithAi: boolean | null
  /** Number of the version of the agreement that was accepted; null without one. */
  agreementNumber: number | null
  progress: FileProgress
  assetId: string | null
  versionId: string | null
  /** Files of the same guest, those that are left out too. */
  ofGuest: number
}

/** Files of one guest that a brief shows together with those of others, and of all. */
export const MOST_OF_GUEST = 12
const MOST_OF_ALL = 480
const MOST_OF_ONE = 2000

/**
 * Returns what was delivered for a brief, who submitted last first: some files of each guest, or those of one guest. Releases come
 * last.
 */
export async function deliveredFiles(db: Db, briefId: string, guestId?: string): Promise<DeliveredFile[]> {
  const rows = await db
    .with('delivered', (qb) =>
      qb
        .selectFrom('submissionFile as file')
        .innerJoin('submission', 'submission.id', 'file.submissionId')
        .where('file.briefId', '=', briefId)
        .where('file.state', 'in', ['submitted', 'taken', 'rejected'])
        .$if(guestId !== undefined, (query) => query.where('file.guestId', '=', guestId!))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('submissionFile as newer')
                .select('newer.id')
                .whereRef('newer.replacesId', '=', 'file.id')
                .where('newer.state', 'in', ['submitted', 'taken']),
            ),
          ),
        )
        .select(['file.id', 'file.guestId', 'submission.submittedAt'])
        .select([
          sql<number>`(count(*) over (partition by file.guest_id))::int`.as('ofGuest'),
          sql<number>`row_number() over (partition by file.guest_id
            order by file.is_release, submission.submitted_at desc, file.created_at, file.id)`.as('place'),
          sql<Date>`max(submission.submitted_at) over (partition by file.guest_id)`.as('lastAt'),
        ]),
    )
    .selectFrom('delivered')
    .innerJoin('submissionFile as file', 'file.id', 'delivered.id')
    .innerJoin('submission', 'submission.id', 'file.submissionId')
    .innerJoin('guest', 'guest.id', 'file.guestId')
    .leftJoin('assetVersion as version', 'version.id', 'file.versionId')
    .leftJoin('asset', 'asset.id', 'file.assetId')
    .leftJoin('agreementVersion as agreement', 'agreement.id', 'submission.agreementVersionId')
    .where('delivered.place', '<=', guestId ? MOST_OF_ONE : MOST_OF_GUEST)
    .select(['file.id', 'file.guestId', 'guest.name as guestName', 'file.fileName', 'file.slotId', 'file.byteSize'])
    .select(['file.isRelease', 'submission.submittedAt', 'submission.message', 'submission.madeWithAi'])
    .select(['agreement.number as agreementNumber', 'file.assetId', 'file.versionId', 'delivered.ofGuest'])
    .select(['file.note', 'file.reason', 'version.state as versionState'])
    .select([
      // A rejection is taken back by restoring the asset.
      sql<SubmissionFileState>`case when file.state = 'rejected' and asset.id is not null and asset.deleted_at is null
        then 'taken' else file.state end`.as('state'),
      sql<boolean>`file.replaces_id is not null`.as('isAnswer'),
      sql<FileProblem[]>`file.problems`.as('problems'),
      sql<string | null>`(select step.note from review_step step where step.version_id = version.id
        and step.to_state = version.state order by step.id desc limit 1)`.as('reviewNote'),
    ])
    .orderBy('delivered.lastAt', 'desc')
    .orderBy('file.guestId')
    .orderBy('delivered.place')
    .limit(guestId ? MOST_OF_ONE : MOST_OF_ALL)
    .execute()
  return rows.map(({ state, problems, reason, note, versionState, reviewNote, ...file }) => ({
    ...file,
    byteSize: Number(file.byteSize),
    progress: progressOf({ state, problems, reason, note, versionState, reviewNote }),
  }))
}

/** How many files of a brief are in each state that matters to who asked. */
export interface Delivered {
  delivered: number
  inReview: number
  changesAsked: number
  accepted: number
}

/** Returns what was delivered for a brief in all, in whatever slot; of a file and its newer versions the last counts. */
export async function deliveredTotals(db: Db, briefId: string): Promise<Delivered> {
  const { rows } = await sql<Delivered>`select count(*)::int as delivered,
      count(*) filter (where file.state = 'submitted' or (file.state = 'taken' and version.state = 'in_review'))::int as "inReview",
      count(*) filter (where version.state = 'changes_asked')::int as "changesAsked",
      count(*) filter (where version.state = 'approved')::int as accepted
    from submission_file file left join asset_version version on version.id = file.version_id
    where file.brief_id = ${briefId} and not file.is_release and file.state in ('submitted', 'taken')
      and not exists (select 1 from submission_file newer where newer.replaces_id = file.id
        and newer.state in ('submitted', 'taken'))`.execute(db)
  return rows[0] ?? { delivered: 0, inReview: 0, changesAsked: 0, accepted: 0 }
}
