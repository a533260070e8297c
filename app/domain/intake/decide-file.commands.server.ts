import { sql } from 'kysely'
import { z } from 'zod'
import { REJECTION_REASONS } from '#db/schema/intake'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { moveToAsset } from '~/domain/assets/move-version.commands.server'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayApprove } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { transitionAssets } from '~/domain/review/review.commands.server'
import { castVotes, endRounds } from '~/domain/review/rounds.commands.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'

/** A rejection needs a reason; the last one says nothing by itself, and needs a note. */
export const Rejection = z
  .strictObject({
    versionId: z.uuid(),
    reason: z.enum(REJECTION_REASONS),
    note: z.string().trim().max(2000).optional(),
  })
  .refine(({ reason, note }) => reason !== 'other' || !!note, { path: ['note'], message: 'form.required' })

/**
 * Rejects a file from outside: its asset goes to the bin, and the guest is told the reason. Restoring the asset takes the rejection
 * back. Throws `role.required`, `asset.unknown`, `asset.changed_meanwhile` when it is not the version that waits.
 */
export async function rejectFile(
  db: Db,
  by: Person,
  assetId: string,
  { versionId, reason, note }: z.output<typeof Rejection>,
): Promise<void> {
  requireApprover(by)
  await inTransaction(db, async (trx) => {
    const file = await lockWaiting(trx, assetId, versionId)
    await trx
      .updateTable('submissionFile')
      .set({ state: 'rejected', reason, note: note || null, decidedBy: by.id, decidedAt: sql<Date>`now()` })
      .where('id', '=', file.id)
      .execute()
    await deleteAssets(trx, by, [assetId])
    const subject = { kind: 'asset' as const, id: assetId, name: file.fileName }
    await record(trx, actorOf(by), 'submission.file_rejected', subject, { reason, note, fileId: file.id })
  })
}

export const AcceptAs = z.strictObject({ versionId: z.uuid(), targetId: z.uuid('form.required') })

/**
 * Accepts a file from outside as the next version of an asset that is there: the version moves to it and is approved, and the asset
 * that it had been goes to the bin. Of two concurrent calls one succeeds. Throws as `rejectFile`, and `submission.target_not_ready`
 * when that asset lacks what an approval needs, `review.more_votes` when the review takes approvals of others as well.
 */
export async function acceptAsVersion(
  db: Db,
  by: Person,
  assetId: string,
  { versionId, targetId }: z.output<typeof AcceptAs>,
): Promise<void> {
  requireApprover(by)
  if (targetId === assetId) throw new DomainError('asset.unknown', { field: 'targetId' })
  await inTransaction(db, async (trx) => {
    const file = await lockWaiting(trx, assetId, versionId)
    await decideElsewhere(trx, by, { id: assetId, versionId, fileName: file.fileName })
    const made = await moveToAsset(trx, by, { versionId, targetId })
    await trx
      .updateTable('submissionFile')
      .set({
        state: 'taken',
        assetId: targetId,
        versionId: made.versionId,
        decidedBy: by.id,
        decidedAt: sql<Date>`now()`,
      })
      .where('id', '=', file.id)
      .execute()
    for (const name of ['submit', 'approve'] as const) {
      // It was seen as the asset that it had been.
      const step = { assetId: targetId, versionId: made.versionId }
      const { refused: all } = await transitionAssets(trx, by, [step], { name, unseen: true, isDecided: true })
      const [refused] = all
      if (refused?.error.code === 'review.not_ready')
        throw new DomainError('submission.target_not_ready', { field: 'targetId' })
      if (refused) throw refused.error
    }
    await deleteAssets(trx, by, [assetId])
  })
}

/** Ends the review of a version that goes on as another asset. Throws `review.more_votes` while others have to approve it. */
async function decideElsewhere(trx: Tx, by: Person, asset: { id: string; versionId: string; fileName: string }) {
  const { decided, refused } = await castVotes(trx, by, [asset], { approves: true })
  if (refused[0]) throw refused[0].error
  if (!decided.has(asset.versionId)) throw new DomainError('review.more_votes')
  await endRounds(trx, [asset.versionId])
}

function requireApprover(by: Person): void {
  if (!mayApprove(by)) throw new DomainError('role.required', { role: 'manager' })
}

/** Locks an asset and returns the guest's file that its current version is, while that waits for review. */
async function lockWaiting(trx: Tx, assetId: string, versionId: string) {
  if (!isId(assetId)) throw new DomainError('asset.unknown')
  await trx.selectFrom('asset').select('id').where('id', '=', assetId).forUpdate().execute()
  const file = await trx
    .selectFrom('submissionFile as file')
    .innerJoin('assetVersion as version', 'version.id', 'file.versionId')
    .innerJoin('asset', 'asset.currentVersionId', 'version.id')
    .where('asset.id', '=', assetId)
    .where('asset.deletedAt', 'is', null)
    .where('version.id', '=', versionId)
    .where('version.state', '=', 'in_review')
    // A rejection is taken back by restoring the asset.
    .where('file.state', 'in', ['taken', 'rejected'])
    .select(['file.id', 'file.fileName'])
    .executeTakeFirst()
  if (!file) throw new DomainError('asset.changed_meanwhile')
  return file
}
