import { useTranslation } from 'react-i18next'
import type { AuditLine } from '~/domain/audit/audit-log.queries.server'
import { formatClock, formatDate } from '~/i18n/format'
import { factText } from './fact-text'
import { subjectUrl } from './subject-url'

const COLUMNS = ['at', 'actor', 'act', 'subject', 'facts', 'network'] as const

/** Audit events grouped by day; on a phone each is a line of text that wraps. Days and times are UTC. */
export function AuditTable({ events, locale }: { events: AuditLine[]; locale: string }) {
  const { t } = useTranslation('audit')
  return (
    <section className="table-frame" aria-label={t('title')}>
      <table className="table audit-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {daysOf(events).map(([day, lines]) => (
          <tbody key={day}>
            <tr className="audit-day">
              <th scope="rowgroup" colSpan={COLUMNS.length}>
                {formatDate(day, locale)}
              </th>
            </tr>
            {lines.map((event) => (
              <Line key={event.id} event={event} locale={locale} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function Line({ event, locale }: { event: AuditLine; locale: string }) {
  const { t } = useTranslation('audit')
  return (
    <tr>
      <td className="cell-quiet numbers">
        <time dateTime={event.at.toISOString()} dir="ltr">
          {formatClock(event.at, 'UTC')}
        </time>
      </td>
      <td className="audit-who">
        <bdi>{event.actorName}</bdi> <span className="muted">({t(`actor.${event.actorKind}`)})</span>
      </td>
      <td className="audit-act">{t(`type.${event.type}`)}</td>
      <td>
        <Subject event={event} />
      </td>
      <td className="cell-quiet audit-facts">{factText(event.facts, t, locale)}</td>
      <td className="cell-quiet numbers">{event.network && <bdi dir="ltr">{event.network}</bdi>}</td>
    </tr>
  )
}

function Subject({ event }: { event: AuditLine }) {
  const href = subjectUrl(event.subjectKind, event.subjectId)
  const name = event.subjectName ?? event.subjectId
  if (!name) return null
  return href ? (
    <a className="link" href={href} dir="auto">
      {name}
    </a>
  ) : (
    <bdi>{name}</bdi>
  )
}

/** Returns the events grouped by UTC day, in their order. */
function daysOf(events: AuditLine[]): [string, AuditLine[]][] {
  const days = new Map<string, AuditLine[]>()
  for (const event of events) {
    const day = event.at.toISOString().slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days]
}
