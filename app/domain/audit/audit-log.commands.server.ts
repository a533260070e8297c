import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { type Actor, type AuditSubject, type AuditType, DISPATCHED_TYPES } from './audit'
import { dispatchEvents } from './dispatch-events.jobs.server'
import { currentName } from './subject-names.queries.server'

export const SYSTEM: Actor = { kind: 'system', name: 'Vitrine' }

/**
 * Writes one line of the audit log in the transaction of the act itself: no act without a line, no line without an act. A
 * subject that is given without its name is recorded by what it is called now. The line is the event of the act: it is
 * dispatched to those who subscribe to its type once the transaction commits.
 */
export async function record(
  trx: Tx,
  actor: Actor,
  type: AuditType,
  subject?: AuditSubject,
  facts: Record<string, unknown> = {},
): Promise<void> {
  await write(trx, type, [lineOf(actor, type, subject, facts)])
}

const lineOf = (actor: Actor, type: AuditType, subject?: AuditSubject, facts: Record<string, unknown> = {}) => ({
  actorKind: actor.kind,
  actorId: actor.id ?? null,
  actorName: actor.name,
  network: actor.network ?? null,
  type,
  subjectKind: subject?.kind ?? null,
  subjectId: subject?.id ?? null,
  subjectName: subject ? (subject.name ?? currentName(sql.val(subject.kind), sql.val(subject.id))) : null,
  facts: JSON.stringify(facts),
})

/** One line for each subject, all in one statement and dispatched together. */
export async function recordAll(
  trx: Tx,
  actor: Actor,
  type: AuditType,
  lines: { subject: AuditSubject; facts?: Record<string, unknown> }[],
): Promise<void> {
  if (lines.length === 0) return
  await write(
    trx,
    type,
    lines.map(({ subject, facts }) => lineOf(actor, type, subject, facts)),
  )
}

async function write(trx: Tx, type: AuditType, lines: ReturnType<typeof lineOf>[]): Promise<void> {
  const rows = await trx.insertInto('auditEvent').values(lines).returning('id').execute()
  const isDispatched = DISPATCHED_TYPES.some((dispatched) => dispatched === type)
  if (isDispatched) await enqueue(trx, dispatchEvents, { eventIds: rows.map((row) => row.id) })
}

/** A line of the audit log, as it would be written. */
export interface AuditLine {
  actor: Actor
  type: AuditType
  subject: AuditSubject
  facts: Record<string, unknown>
}

/**
 * Returns when an equal line was last written within the last `hours`; undefined if it was not. Locks that line until
 * `trx` ends, so that concurrent callers with equal arguments wait.
 */
export async function lockAndFindRecent(
  trx: Tx,
  { actor, type, subject, facts }: AuditLine,
  hours: number,
): Promise<Date | undefined> {
  const [actorId, network, said] = [actor.id ?? null, actor.network ?? null, JSON.stringify(facts)]
  const key = [type, actorId, network, subject.kind, subject.id, said].join(' ')
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)
  const line = await trx
    .selectFrom('auditEvent')
    .select('at')
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('type', '=', type)
    .where(sql<boolean>`actor_id is not distinct from ${actorId}::uuid and network is not distinct from ${network}`)
    .where(sql<boolean>`facts = ${said}::jsonb and at > now() - make_interval(hours => ${hours})`)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line?.at
}
