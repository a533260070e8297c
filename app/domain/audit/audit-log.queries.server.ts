import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { Actor, AuditFilter } from './audit'
import { currentName } from './subject-names.queries.server'

/** One line of the audit log as it is shown and exported. */
export interface AuditLine {
  id: number
  at: Date
  actorKind: Actor['kind']
  actorId: string | null
  actorName: string
  type: string
  subjectKind: string | null
  subjectId: string | null
  /** The recorded name; for lines without one, the subject's current name, or null when it no longer exists. */
  subjectName: string | null
  facts: Record<string, unknown>
  network: string | null
}

const subjectName = sql<string | null>`coalesce(audit_event.subject_name,
  ${currentName(sql`audit_event.subject_kind`, sql`audit_event.subject_id`)})`

/** Returns the lines of the audit log that match, newest first, at most `limit`. */
export function listAuditEvents(db: Db, filter: z.output<typeof AuditFilter>, limit = 100): Promise<AuditLine[]> {
  const { type, actor, subject, from, to, before } = filter
  let query = db
    .selectFrom('auditEvent')
    .select(['id', 'at', 'actorKind', 'actorId', 'actorName', 'type', 'subjectKind', 'subjectId', 'facts', 'network'])
    .select(subjectName.as('subjectName'))
    .orderBy('id', 'desc')
    .limit(limit)
  if (type) query = query.where('type', '=', type)
  if (actor) query = query.where(sql<boolean>`strpos(lower(actor_name), lower(${actor})) > 0`)
  if (subject)
    query = isId(subject)
      ? query.where('subjectId', '=', subject)
      : query.where(sql<boolean>`strpos(lower(${subjectName}), lower(${subject})) > 0`)
  // Days in UTC; both the first and the last are included.
  if (from) query = query.where(sql<boolean>`at >= ${from}::date at time zone 'UTC'`)
  if (to) query = query.where(sql<boolean>`at < (${to}::date + 1) at time zone 'UTC'`)
  if (before) query = query.where('id', '<', before)
  return query.execute()
}

/**
 * Yields all lines that match, newest first, `batch` at a time: no more than that is in memory, and no connection is held
 * between two batches. Leaves out lines that are written meanwhile.
 */
export async function* auditBatches(
  db: Db,
  filter: z.output<typeof AuditFilter>,
  batch = 500,
): AsyncGenerator<AuditLine[]> {
  let { before } = filter
  for (;;) {
    const lines = await listAuditEvents(db, { ...filter, before }, batch)
    if (lines.length) yield lines
    const last = lines.at(-1)
    if (!last || lines.length < batch) return
    before = last.id
  }
}
