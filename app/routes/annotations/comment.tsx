import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import type { ListedOn } from './annotation-panel'
import { type AnnotationComment, useAnnotations } from './annotations-context'
import { OwnComment } from './own-comment'

interface CommentProps {
  comment: AnnotationComment
  /** Of its annotation. */
  number: number
  on: ListedOn
}

/** One comment of a thread. Of a deleted one only who wrote it is left. */
export function Comment({ comment, number, on }: CommentProps) {
  const { authorName, isGuest, isMine, parts, isCut, createdAt, editedAt } = comment
  const { t, i18n } = useTranslation('annotations')
  const zone = useDefaultTimeZone()
  const assetId = useAnnotations()?.data.assetId ?? ''
  const scripted = useScripted()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="annotation-comment">
      <p className="annotation-by">
        <bdi className="annotation-author">{authorName}</bdi>
        {isGuest && <Badge>{t('guest')}</Badge>}
        <time className="muted" dateTime={String(createdAt)}>
          {formatDateTime(createdAt, zone, i18n.language)}
        </time>
        {editedAt && parts && <span className="muted">{t('edited')}</span>}
      </p>
      {parts === null ? (
        <p className="muted">{t('deleted')}</p>
      ) : (
        <>
          <p className="annotation-text" dir="auto">
            {parts.map((part, index) =>
              'text' in part ? (
                part.text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other key
                <bdi key={index} className="mention">
                  @{part.name}
                </bdi>
              ),
            )}
            {isCut && '…'}
          </p>
          {isCut && (
            <a className="link" href={urls.library.annotations(assetId, number)}>
              {t('whole_text')}
            </a>
          )}
          {isMine && (
            <details className="annotation-own" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary>{t('change')}</summary>
              {(isOpen || !scripted) && <OwnComment comment={comment} on={on} onDone={() => setOpen(false)} />}
            </details>
          )}
        </>
      )}
    </div>
  )
}
