import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import { AnnotationForm } from './annotation-form'
import type { ListedOn } from './annotation-panel'
import { type Annotation, threadId, useAnnotations } from './annotations-context'
import { Comment } from './comment'
import { usePlaceText } from './place-text'
import { useRefused } from './refused'
import { ThreadActs } from './thread-acts'

/** An annotation: where it is, what was said, and what may be done. */
export function Thread({ annotation, on }: { annotation: Annotation; on: ListedOn }) {
  const { number, place, isShown, state, versionNumber, mergedFrom, comments, commentCount } = annotation
  const { t, i18n } = useTranslation('annotations')
  const annotations = useAnnotations()
  const placeText = usePlaceText()
  if (!annotations) return null
  const { active, goTo, data } = annotations
  const [first, ...others] = comments
  const hidden = commentCount - comments.length
  return (
    <article
      id={threadId(number)}
      className="annotation"
      tabIndex={-1}
      aria-label={t('thread', { number, state: t(`state.${state}`) })}
      data-state={state}
      data-active={active === number || undefined}
    >
      <p className="annotation-head">
        <a
          className="marker marker-inline"
          data-state={state}
          href={`#${threadId(number)}`}
          aria-label={t('show', { number })}
          onClick={() => goTo(number)}
        >
          {formatNumber(number, i18n.language)}
        </a>
        <span className="annotation-place">{placeText(place)}</span>
        {state === 'check' && <Badge tone="warn">{t('state.check')}</Badge>}
        {state === 'resolved' && (
          <Badge tone="ok" icon="check">
            {t('state.resolved')}
          </Badge>
        )}
      </p>
      {!isShown && <p className="muted">{t('not_shown', { number: versionNumber })}</p>}
      {isShown && state === 'check' && <p className="muted">{t('made_on', { number: versionNumber })}</p>}
      {mergedFrom && (
        <p className="muted">
          {t('merged_from')} <bdi>{mergedFrom}</bdi>
        </p>
      )}
      <ol className="annotation-comments">
        {first && (
          <li>
            <Comment comment={first} number={number} on={on} />
          </li>
        )}
        {hidden > 0 && (
          <li>
            <a className="link" href={urls.library.annotations(data.assetId, number)}>
              {t('all_comments', { count: commentCount })}
            </a>
          </li>
        )}
        {others.map((comment) => (
          <li key={comment.id}>
            <Comment comment={comment} number={number} on={on} />
          </li>
        ))}
      </ol>
      <ThreadActs annotation={annotation} on={on} />
      <Reply number={number} on={on} />
    </article>
  )
}

function Reply({ number, on }: { number: number; on: ListedOn }) {
  const { t } = useTranslation('annotations')
  const scripted = useScripted()
  const annotations = useAnnotations()
  const fields = { intent: 'reply', number: String(number) }
  const refused = useRefused(fields)
  const [isOpen, setOpen] = useState(refused !== undefined)
  return (
    <details className="annotation-reply" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('reply_to', { number })}>{t('reply')}</summary>
      {(isOpen || !scripted) && (
        <AnnotationForm
          {...{ fields, on }}
          label={t('answer')}
          send={t('send')}
          takesFocus={scripted && refused === undefined}
          onSent={() => {
            setOpen(false)
            annotations?.changed(number)
            annotations?.open(number)
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </details>
  )
}
