import { sql } from 'kysely'
import { mayApprove } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { lockById } from '~/platform/lock.server'
import { addNotices } from './add-notices.commands.server'
import { letterSoon } from './schedule.commands.server'

/**
 * Assigns the review of a file that waits to somebody who may approve, or to nobody: its notice enters the inbox of who gets it.
 * Throws `role.required`, `asset.unknown`, `review.not_waiting`, and `person.may_not_see` when its new owner may not approve.
 */
export async function assignReview(db: Db, by: Person, assetId: string, assigneeId: string | null): Promise<void> {
  if (!mayApprove(by)) throw new DomainError('role.required', { role: 'manager' })
  await inTransaction(db, async (trx) => {
    const asset = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), assetId)
    if (!asset) throw new DomainError('asset.unknown')
    if (assigneeId) await mustApprove(trx, assigneeId)
    const noticeId = await noticeOf(trx, assetId)
    await trx.updateTable('notice').set({ assigneeId }).where('id', '=', noticeId).execute()
    // Those who have it are told that it changed hands.
    await sql`update notice_reader set at = at where notice_id = ${noticeId}`.execute(trx)
    if (!assigneeId || assigneeId === by.id) return
    await sql`insert into notice_reader (person_id, notice_id) values (${assigneeId}, ${noticeId})
      on conflict (person_id, notice_id) do update set at = now(), done_at = null, told_at = null`.execute(trx)
    await letterSoon(trx, 'task', [assigneeId])
  })
}

async function mustApprove(trx: Tx, personId: string): Promise<void> {
  const person = await trx
    .selectFrom('person')
    .where('id', '=', isId(personId) ? personId : null)
    .where('disabledAt', 'is', null)
    .select(['id', 'role'])
    .executeTakeFirst()
  if (!person || !mayApprove(person)) throw new DomainError('person.may_not_see', { field: 'assignee' })
}

/** Returns the notice of a file that waits; it is made of the event of its submission where that was not delivered yet. */
async function noticeOf(trx: Tx, assetId: string): Promise<string> {
  const find = () =>
    trx
      .selectFrom('notice')
      .where('type', '=', 'review_asked')
      .where('topic', '=', assetId)
      .where('settledAt', 'is', null)
      .select('id')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  const found = await find()
  if (found) return found.id
  const asked = await trx
    .selectFrom('auditEvent as event')
    .innerJoin('asset', (join) => join.on(sql<boolean>`asset.id::text = event.subject_id`))
    .innerJoin('assetVersion as version', 'version.id', 'asset.currentVersionId')
    .where('asset.id', '=', assetId)
    .where('version.state', '=', 'in_review')
    .where('event.subjectId', '=', assetId)
    .where('event.type', '=', 'asset.submitted')
    .select(['event.id', 'event.at', 'event.actorId', 'event.actorName'])
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!asked) throw new DomainError('review.not_waiting')
  const { id, at, actorId, actorName } = asked
  const occasion = String(id)
  await addNotices(trx, 'review_asked', [{ topic: assetId, assetId, occasion, at, actorId, actorName, readers: 'all' }])
  const made = await find()
  if (!made) throw new DomainError('review.not_waiting')
  return made.id
}
