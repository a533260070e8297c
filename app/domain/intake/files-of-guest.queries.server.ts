import { sql } from 'kysely'
import type { VersionState } from '#db/schema/assets'
import type { SubmissionFileState } from '#db/schema/intake'
import type { Db } from '~/platform/db.server'
import { type FileFacts, type FileProblem, type FileProgress, progressOf } from './submission-file'

/** A file as its guest sees it. */
export interface GuestFile {
  id: string
  fileName: string
  relativePath: string | null
  byteSize: number
  sha256: string | null
  slotId: string | null
  replacesId: string | null
  /** The newer version of it that was sent, if any. */
  replacedById: string | null
  isRelease: boolean
  stagedId: string | null
  facts: FileFacts
  texts: Record<string, string>
  releases: string[]
  submittedAt: Date | null
  progress: FileProgress
  /** Of what it has become, for its picture and its threads. */
  assetId: string | null
  versionId: string | null
}

/** Returns the files of a guest that were not taken away, in the order in which they came. */
export async function filesOfGuest(db: Db, guestId: string): Promise<GuestFile[]> {
  const rows = await db
    .selectFrom('submissionFile as file')
    .leftJoin('submission', 'submission.id', 'file.submissionId')
    .leftJoin('assetVersion as version', 'version.id', 'file.versionId')
    .leftJoin('asset', 'asset.id', 'file.assetId')
    .where('file.guestId', '=', guestId)
    .where('file.state', '<>', 'removed')
    .select(['file.id', 'file.fileName', 'file.relativePath', 'file.byteSize', 'file.sha256', 'file.slotId'])
    .select(['file.replacesId', 'file.isRelease', 'file.stagedId', 'file.note', 'file.reason', 'file.assetId'])
    // A rejection is taken back by restoring the asset.
    .select(
      sql<SubmissionFileState>`case when file.state = 'rejected' and asset.id is not null and asset.deleted_at is null
        then 'taken' else file.state end`.as('state'),
    )
    .select(['file.versionId', 'submission.submittedAt', 'version.state as versionState'])
    .select([sql<FileFacts>`file.facts`.as('facts'), sql<Record<string, string>>`file.texts`.as('texts')])
    .select(sql<FileProblem[]>`file.problems`.as('problems'))
    .select(
      sql<string[]>`array(select r.release_id from submission_release r where r.file_id = file.id)`.as('releases'),
    )
    .select(
      sql<string | null>`(select newer.id from submission_file newer where newer.replaces_id = file.id
        and newer.state <> 'removed' order by newer.created_at desc limit 1)`.as('replacedById'),
    )
    .select(
      sql<string | null>`(select step.note from review_step step where step.version_id = version.id
        and step.to_state = version.state order by step.id desc limit 1)`.as('reviewNote'),
    )
    .orderBy('file.createdAt')
    .orderBy('file.id')
    .execute()
  return rows.map(({ state, problems, reason, note, versionState, reviewNote, ...file }) => ({
    ...file,
    progress: progressOf({ state, problems, reason, note, versionState, reviewNote }),
  }))
}

/** How far a slot is: how many files it has, in each state that matters to who asked and who delivers. */
export interface SlotProgress {
  slotId: string
  delivered: number
  inReview: number
  changesAsked: number
  accepted: number
}

/** Returns how far the slots of a brief are; for one guest, counting only what that guest delivered. */
export async function slotProgress(db: Db, briefId: string, guestId?: string): Promise<SlotProgress[]> {
  const rows = await db
    .selectFrom('submissionFile as file')
    .leftJoin('assetVersion as version', 'version.id', 'file.versionId')
    .where('file.briefId', '=', briefId)
    .where('file.slotId', 'is not', null)
    .where('file.isRelease', '=', false)
    .where('file.state', 'in', ['submitted', 'taken'])
    // Of a file and its newer versions the last counts.
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
    .$if(guestId !== undefined, (query) => query.where('file.guestId', '=', guestId!))
    .select(['file.slotId', 'file.state', 'version.state as versionState', sql<number>`count(*)::int`.as('count')])
    .groupBy(['file.slotId', 'file.state', 'version.state'])
    .execute()
  const slots = new Map<string, SlotProgress>()
  for (const { slotId, state, versionState, count } of rows) {
    const slot = slots.get(slotId!) ?? { slotId: slotId!, delivered: 0, inReview: 0, changesAsked: 0, accepted: 0 }
    slots.set(slotId!, slot)
    slot.delivered += count
    slot[placeOf(state, versionState)] += count
  }
  return [...slots.values()]
}

function placeOf(state: SubmissionFileState, version: VersionState | null): 'inReview' | 'changesAsked' | 'accepted' {
  if (state === 'taken' && version === 'approved') return 'accepted'
  return state === 'taken' && version === 'changes_asked' ? 'changesAsked' : 'inReview'
}
