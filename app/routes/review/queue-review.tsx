import { useTranslation } from 'react-i18next'
import { formatDate, formatUnit } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import type { QueueItem } from './queue'

const DAY = 24 * 60 * 60 * 1000
const REFUSALS = { 'review.own_file': 'own', 'review.voted': 'voted', 'review.not_asked': 'not_asked' } as const

/** What is said of the review of a row: why the reader may not approve it, who has it, until when, and for how long it waits. */
export function QueueReview({ row, locale }: { row: QueueItem; locale: string }) {
  const { t } = useTranslation('review-steps')
  const zone = useDefaultTimeZone()
  const { refusal, assigneeName, dueAt, submittedAt, now } = row
  const isOverdue = !!dueAt && dueAt <= now
  const days = submittedAt ? Math.floor((Date.parse(String(now)) - Date.parse(String(submittedAt))) / DAY) : 0
  return (
    <>
      {refusal && <Badge>{t(`queue.${REFUSALS[refusal]}`)}</Badge>}
      {assigneeName && <Badge tone="info">{t('queue.assignee', { name: assigneeName })}</Badge>}
      {dueAt && (
        <Badge tone={isOverdue ? 'bad' : 'neutral'}>
          {t(isOverdue ? 'steps.overdue' : 'steps.due', { date: formatDate(dueAt, locale, zone) })}
        </Badge>
      )}
      {days > 0 && <span className="muted">{t('queue.age', { days: formatUnit(days, 'day', locale) })}</span>}
    </>
  )
}
