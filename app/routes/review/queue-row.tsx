import { Link, useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Check } from '~/domain/review/readiness'
import type { TransitionName } from '~/domain/review/review'
import { formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { checkName } from './check-name'
import type { QueueItem } from './queue'
import { QueueReview } from './queue-review'
import { useDecided } from './use-decided'

const isMissing = ({ met, required }: Check) => required && !met

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
  done?: TransitionName
}

/** A version waiting for review: what it lacks, or an approve button if nothing is missing. */
export function QueueRow({ row, mayApprove, locale }: { row: QueueItem; mayApprove: boolean; locale: string }) {
  const { t } = useTranslation(['review', 'library', 'metadata', 'outside'])
  const zone = useDefaultTimeZone()
  const fetcher = useFetcher<Answer>()
  const { readiness, title } = row
  const isSeen = readiness.preview.state === 'made'
  const isReady = readiness.missing.length === 0
  const errors = refusalsOf(fetcher.data?.result)
  useDecided(fetcher.data, (done) => t(`decided.${done}`, { title }))
  return (
    <li className="order-item" data-id={row.id}>
      <RowPicture asset={row} />
      <span className="order-title">
        <Link className="link" to={urls.review.item(row.id)} dir="auto">
          {title}
        </Link>
        {row.guestName && <Badge tone="info">{t('outside:badge')}</Badge>}
        {row.replaces && <Badge tone="info">{t('library:queue.replaces')}</Badge>}
        {readiness.checks.filter(isMissing).map((check) => (
          <Badge key={check.name} tone="bad">
            {t('queue.missing', { check: checkName(t, check, locale) })}
          </Badge>
        ))}
        {!isSeen && <Badge tone="warn">{t('queue.unseen')}</Badge>}
        <QueueReview row={row} locale={locale} />
        <span className="muted">
          {row.submittedAt &&
            t('library:queue.submitted', {
              name: row.guestName ?? row.submittedBy ?? t('library:history.somebody'),
              at: formatDateTime(row.submittedAt, zone, locale),
            })}
        </span>
        {row.note && <q dir="auto">{row.note}</q>}
        {errors.length > 0 && (
          <span className="field-error" role="alert">
            {errors.join(' ')}
          </span>
        )}
      </span>
      <span className="button-row">
        <ButtonLink to={urls.review.item(row.id)} aria-label={t('queue.look_at', { title })}>
          {t('library:queue.look')}
        </ButtonLink>
        {mayApprove && !row.refusal && isReady && isSeen && (
          <Button
            icon="check"
            variant="primary"
            data-approve
            aria-label={t('queue.approve', { title })}
            busy={fetcher.state !== 'idle'}
            onClick={() =>
              fetcher.submit(
                { versionId: row.versionId, transition: 'approve' },
                { method: 'post', action: urls.library.review(row.id) },
              )
            }
          >
            {t('library:review.approve')}
          </Button>
        )}
      </span>
    </li>
  )
}
