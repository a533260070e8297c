import { Link, useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { refusalsIn } from '~/ui/refusals'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { fieldName } from '../metadata/field-name'
import type { TextsQueueItem } from './queue'
import { useDecided } from './use-decided'

interface Answer {
  done?: 'approve' | 'return'
}

/** An approved file whose changed texts wait: which fields, in which languages, and a button that approves them. */
export function TextsRow({ row, mayApprove, locale }: { row: TextsQueueItem; mayApprove: boolean; locale: string }) {
  const { t } = useTranslation(['quality', 'review', 'library', 'metadata'])
  const zone = useDefaultTimeZone()
  const fetcher = useFetcher<Answer>()
  const { title, seen } = row
  useDecided(fetcher.data, (done) => t(`texts.done.${done}`, { title }))
  const errors = refusalsIn(fetcher.data)
  const names = row.changes.map(({ locale: language, ...field }) => {
    const name = fieldName(t as never, field)
    return language ? `${name} · ${t(`library:language.${language}`)}` : name
  })
  return (
    <li className="order-item" data-id={row.id}>
      <RowPicture asset={row} />
      <span className="order-title">
        <Link className="link" to={urls.review.texts(row.id)} dir="auto">
          {title}
        </Link>
        <Badge tone="info">{t('texts.badge')}</Badge>
        {names.map((name) => (
          <Badge key={name}>{name}</Badge>
        ))}
        <span className="muted">
          {t('texts.since', {
            name: row.changedBy ?? t('library:history.somebody'),
            at: formatDateTime(row.since, zone, locale),
          })}
        </span>
        {errors.length > 0 && (
          <span className="field-error" role="alert">
            {errors.join(' ')}
          </span>
        )}
      </span>
      <span className="button-row">
        <ButtonLink to={urls.review.texts(row.id)} aria-label={t('review:queue.look_at', { title })}>
          {t('library:queue.look')}
        </ButtonLink>
        {mayApprove && row.isReady && (
          <Button
            icon="check"
            variant="primary"
            data-approve
            aria-label={t('texts.approve_of', { title })}
            busy={fetcher.state !== 'idle'}
            onClick={() =>
              fetcher.submit(
                { decision: 'approve', seen },
                { method: 'post', action: urls.library.approveTexts(row.id) },
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
