import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Person } from '~/domain/identity/person'
import { type Db, dbNow, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isId, newId } from '~/platform/ids.server'
import { addNotices } from './add-notices.commands.server'
import { seenNotice } from './inbox.queries.server'
import type { NewTask } from './notice'
import { type NoticeTypeName, noticeType } from './notice-types.server'
import { letterSoon } from './schedule.commands.server'

/**
 * Marks notices of a person's inbox as done and returns those that were not. A task that is theirs, or that they gave, is done for
 * all, and who gave it is told.
 */
export async function markDone(db: Db, by: Person, ids: readonly string[]): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ noticeId: string }>`update notice_reader set done_at = now()
      where person_id = ${by.id} and notice_id = any(${ids.filter(isId)}::uuid[]) and done_at is null
      returning notice_id as "noticeId"`.execute(trx)
    const done = rows.map(({ noticeId }) => noticeId)
    await settleTasks(trx, by, ids.filter(isId))
    return done
  })
}

async function settleTasks(trx: Tx, by: Person, ids: readonly string[]): Promise<void> {
  const tasks = await trx
    .updateTable('notice')
    .set({ settledAt: sql<Date>`now()` })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('type', '=', 'task')
    .where('settledAt', 'is', null)
    .where((eb) => eb.or([eb('assigneeId', '=', by.id), eb('actorId', '=', by.id)]))
    .returning(['id', 'assetId', 'title', 'actorId'])
    .execute()
  const taskIds = tasks.map(({ id }) => id)
  await sql`update notice_reader set done_at = now() where notice_id = any(${taskIds}::uuid[]) and done_at is null`.execute(
    trx,
  )
  const told = tasks.flatMap(({ id, assetId, title, actorId }) =>
    actorId && actorId !== by.id
      ? [
          {
            ...{ topic: id, occasion: newId(), assetId: assetId ?? undefined, title: title ?? undefined },
            ...{ actorId: by.id, actorName: by.name, readers: [actorId] },
          },
        ]
      : [],
  )
  await addNotices(trx, 'task_done', told)
}

/** Marks notices as not done; those whose cause is gone stay as they are. */
export async function markUndone(db: Db, by: Person, ids: readonly string[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    const known = ids.filter(isId)
    const tasks = await trx
      .updateTable('notice')
      .set({ settledAt: null })
      .where('id', '=', sql<string>`any(${known}::uuid[])`)
      .where('type', '=', 'task')
      .where('settledAt', 'is not', null)
      .where((eb) => eb.or([eb('assigneeId', '=', by.id), eb('actorId', '=', by.id)]))
      .returning('id')
      .execute()
    const taskIds = tasks.map(({ id }) => id)
    await sql`update notice_reader r set done_at = null from notice
      where notice.id = r.notice_id and notice.settled_at is null
        and (r.notice_id = any(${taskIds}::uuid[]) or (r.person_id = ${by.id} and r.notice_id = any(${known}::uuid[])))`.execute(
      trx,
    )
    await trx
      .deleteFrom('notice')
      .where('type', '=', 'task_done')
      .where('topic', 'in', [...taskIds, ''])
      .execute()
  })
}

/**
 * Assigns work of a person's inbox to somebody, themselves included, or to nobody; it enters the inbox of who gets it. Throws
 * `notice.unknown`, `notice.not_work`, and `person.may_not_see` when its new owner may not see or do it.
 */
export async function assign(db: Db, by: Person, ids: readonly string[], assigneeId: string | null): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = await dbNow(trx)
    const viewer: Viewer = { kind: 'staff', personId: by.id, name: by.name, role: by.role }
    const known = ids.filter(isId)
    const rows = await trx
      .selectFrom('notice')
      .leftJoin('asset', 'asset.id', 'notice.assetId')
      .where('notice.id', '=', sql<string>`any(${known}::uuid[])`)
      .where(seenNotice(viewer, now))
      .where((eb) =>
        eb.or([
          eb.and([eb('notice.actorId', '=', by.id), eb('notice.type', '=', 'task')]),
          eb.exists(
            eb
              .selectFrom('noticeReader as r')
              .whereRef('r.noticeId', '=', 'notice.id')
              .where('r.personId', '=', by.id)
              .select('r.noticeId'),
          ),
        ]),
      )
      .select(['notice.id', 'notice.type', 'notice.assetId'])
      .orderBy('notice.id')
      .forUpdate('notice')
      .execute()
    const isTheirs = rows.every(({ type }) => noticeType(type)?.may(by))
    if (rows.length < new Set(known).size || rows.length === 0 || !isTheirs) throw new DomainError('notice.unknown')
    if (!rows.every(({ type }) => noticeType(type)?.isWork)) throw new DomainError('notice.not_work')
    if (assigneeId) await mustSee(trx, assigneeId, rows, now)
    await trx.updateTable('notice').set({ assigneeId }).where('id', '=', sql<string>`any(${known}::uuid[])`).execute()
    // Those who have it are told that it changed hands.
    await sql`update notice_reader set at = at where notice_id = any(${known}::uuid[])`.execute(trx)
    if (!assigneeId || assigneeId === by.id) return
    await sql`insert into notice_reader (person_id, notice_id) select ${assigneeId}::uuid, id from unnest(${known}::uuid[]) as id
      on conflict (person_id, notice_id) do update set at = now(), done_at = null, told_at = null`.execute(trx)
    await letterSoon(trx, 'task', [assigneeId])
  })
}

/** Throws `person.may_not_see` unless somebody may sign in, and see and do all of some notices. */
async function mustSee(
  trx: Tx,
  personId: string,
  notices: readonly { type: string; assetId: string | null }[],
  now: Date,
): Promise<void> {
  const refusal = new DomainError('person.may_not_see', { field: 'assignee' })
  const person = await trx
    .selectFrom('person')
    .where('id', '=', isId(personId) ? personId : null)
    .where('disabledAt', 'is', null)
    .select(['id', 'name', 'role'])
    .executeTakeFirst()
  if (!person || !notices.every(({ type }) => noticeType(type)?.may(person))) throw refusal
  const assetIds = [...new Set(notices.flatMap(({ assetId }) => assetId ?? []))]
  const viewer: Viewer = { kind: 'staff', personId: person.id, name: person.name, role: person.role }
  const { count } = await trx
    .selectFrom('asset')
    .where('asset.id', '=', sql<string>`any(${assetIds}::uuid[])`)
    .where(visibleTo(viewer, now))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count < assetIds.length) throw refusal
}

/** Writes a task for somebody; returns its id. Throws `person.may_not_see`, `asset.unknown`. */
export async function giveTask(db: Db, by: Person, input: NewTask): Promise<string> {
  return inTransaction(db, async (trx) => {
    const now = await dbNow(trx)
    const type: NoticeTypeName = 'task'
    if (input.asset) {
      const viewer: Viewer = { kind: 'staff', personId: by.id, name: by.name, role: by.role }
      const seen = await trx
        .selectFrom('asset')
        .where('asset.id', '=', input.asset)
        .where(visibleTo(viewer, now))
        .select('asset.id')
        .executeTakeFirst()
      if (!seen) throw new DomainError('asset.unknown')
    }
    await mustSee(trx, input.assignee, [{ type, assetId: input.asset ?? null }], now)
    const topic = newId()
    await addNotices(trx, type, [
      {
        ...{ topic, occasion: 'given', assetId: input.asset, title: input.title, dueOn: input.dueOn },
        ...{ actorId: by.id, actorName: by.name, assigneeId: input.assignee, readers: [input.assignee] },
        facts: input.note ? { note: input.note } : {},
      },
    ])
    const made = await trx
      .selectFrom('notice')
      .where('type', '=', type)
      .where('topic', '=', topic)
      .select('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
}
