import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { noticeLine } from '~/domain/notices/notice-line'
import { formatDate, formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { RowPicture } from '../library/row-picture'
import type { InboxNotice, loader } from './inbox'

/** A notice: what it is about, why it is here, and what can be done with it. */
export function NoticeRow({ notice, busy }: { notice: InboxNotice; busy: boolean }) {
  const { personId, locale, filter } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['inbox', 'library'])
  const zone = useDefaultTimeZone()
  const { id, asset, doneAt, assigneeId, assigneeName, isWork, isSettled } = notice
  const title = notice.title ?? asset?.title ?? t(`type.${notice.type}.name`)
  const to = urlOf(notice)
  const note = typeof notice.facts.note === 'string' ? notice.facts.note : undefined
  const isGiven = filter.view === 'given'
  return (
    <li className="order-item inbox-item" data-id={id} data-done={doneAt ? '' : undefined}>
      <input type="checkbox" className="checkbox" name="ids" value={id} aria-label={t('select', { title })} />
      {asset ? (
        <RowPicture asset={asset} />
      ) : (
        <span className="order-picture">
          <Icon name={isWork ? 'check-circle' : 'info'} />
        </span>
      )}
      <span className="order-title">
        {to ? (
          <Link className="link" to={to} dir="auto" data-row>
            {title}
          </Link>
        ) : (
          <span dir="auto" tabIndex={-1} data-row>
            {title}
          </span>
        )}
        {notice.dueOn && (
          <Badge tone={notice.isOverdue && !doneAt ? 'bad' : 'neutral'} icon="calendar">
            {t(notice.isOverdue && !doneAt ? 'overdue' : 'due', { day: formatDate(notice.dueOn, locale) })}
          </Badge>
        )}
        {assigneeId && (isGiven || assigneeId !== personId || notice.type !== 'task') && (
          <Badge tone="info" icon="user">
            {assigneeId === personId ? t('yours') : t('has_it', { name: assigneeName })}
          </Badge>
        )}
        <span className="muted">
          {noticeLine(t, notice)}
          {notice.title && asset && notice.title !== asset.title && ` · ${asset.title}`}
          {' · '}
          {formatDateTime(notice.at, zone, locale)}
        </span>
        {note && <q dir="auto">{note}</q>}
      </span>
      <span className="button-row">
        {isWork && !doneAt && !assigneeId && (
          <Button
            type="submit"
            name="act"
            value={`take:${id}`}
            busy={busy}
            data-take
            aria-label={t('take_named', { title })}
          >
            {t('take')}
          </Button>
        )}
        {!doneAt && (
          <Button
            type="submit"
            name="act"
            value={`done:${id}`}
            icon="check"
            busy={busy}
            data-done-button
            aria-label={t('done_named', { title })}
          >
            {t('done')}
          </Button>
        )}
        {doneAt && !isSettled && (
          <Button
            type="submit"
            name="act"
            value={`undone:${id}`}
            icon="undo"
            busy={busy}
            aria-label={t('undone_named', { title })}
          >
            {t('undone')}
          </Button>
        )}
      </span>
    </li>
  )
}

function urlOf({ opens, assetId, path, doneAt, isSettled }: InboxNotice): string | undefined {
  if (assetId && opens === 'review' && !(doneAt && isSettled)) return urls.review.item(assetId)
  if (opens === 'held' && !isSettled) return urls.library.held()
  if (assetId) return urls.library.asset(assetId)
  return path ?? undefined
}
