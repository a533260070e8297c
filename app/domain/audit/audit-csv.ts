import { csvLines } from '~/platform/csv'
import type { AuditLine } from './audit-log.queries.server'

const HEADER = [
  ...['id', 'at', 'type', 'actor_kind', 'actor_id', 'actor_name'],
  ...['subject_kind', 'subject_id', 'subject_name', 'facts', 'network'],
]

/** Yields the audit log as CSV, batch by batch: instants in UTC (ISO 8601), types by their codes, facts as JSON. */
export async function* auditCsv(batches: AsyncIterable<AuditLine[]>): AsyncGenerator<string> {
  yield csvLines([HEADER], { first: true })
  for await (const lines of batches) yield csvLines(lines.map(cellsOf))
}

const cellsOf = (line: AuditLine): string[] => [
  ...[String(line.id), line.at.toISOString(), line.type, line.actorKind, line.actorId ?? '', line.actorName],
  ...[line.subjectKind ?? '', line.subjectId ?? '', line.subjectName ?? '', JSON.stringify(line.facts)],
  line.network ?? '',
]
