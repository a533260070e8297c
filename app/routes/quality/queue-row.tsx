import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Button, ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import { urls } from '~/urls'
import type { CountedQueue } from './quality'
import { queueName } from './queue-name'

const ICONS: Record<CountedQueue['name'], IconName> = {
  ...{ required: 'warning', credit: 'user', alt_text: 'eye-off', pending: 'review', never_approved: 'clock' },
  ...{ alt_text_in: 'language', portal: 'portal', stale: 'language', duplicates: 'versions', unused: 'archive' },
  failed: 'image',
}

/** A queue with its count: one act goes through it, another shows its files in the library. */
export function QueueRow({
  queue,
  locale,
  approves,
  isFirst = false,
}: {
  queue: CountedQueue
  locale: string
  approves: boolean
  /** Whether it is the one to begin with. */
  isFirst?: boolean
}) {
  const { t } = useTranslation(['quality', 'library'])
  const busy = useNavigation().formData?.get('q') === queue.q && queue.q !== undefined
  const { name, q, count, isMore, isOfTexts } = queue
  const title = queueName(t, queue)
  const shown = formatNumber(count, locale)
  return (
    <li className="order-item quality-queue">
      <Icon name={count > 0 ? ICONS[name] : 'check-circle'} />
      <span className="order-title">
        <strong>
          <bdi>{title}</bdi>
        </strong>
        <span className="muted">{t(`about.${name}`)}</span>
      </span>
      <span className="quality-count numbers">{isMore ? t('more_than', { shown }) : shown}</span>
      {count > 0 && (
        <span className="button-row">
          {name === 'duplicates' && (
            <ButtonLink to={urls.library.duplicates()} aria-label={t('open_label', { queue: title })}>
              {t('open')}
            </ButtonLink>
          )}
          {name === 'pending' && approves && (
            <ButtonLink to={urls.review.queue()} aria-label={t('open_label', { queue: title })}>
              {t('open')}
            </ButtonLink>
          )}
          {name !== 'duplicates' && !(name === 'pending' && approves) && (
            <ButtonLink
              to={urls.library.grid(name === 'failed' ? { problem: 'failed' } : { q })}
              variant={isOfTexts ? 'plain' : 'quiet'}
              aria-label={t('show_label', { queue: title })}
            >
              {t('show')}
            </ButtonLink>
          )}
          {isOfTexts && (
            <Form method="post">
              <input type="hidden" name="q" value={q} />
              <Button
                type="submit"
                variant={isFirst ? 'primary' : 'quiet'}
                iconEnd="chevron-end"
                busy={busy}
                aria-label={t('go_label', { queue: title })}
              >
                {t('go')}
              </Button>
            </Form>
          )}
        </span>
      )}
    </li>
  )
}
