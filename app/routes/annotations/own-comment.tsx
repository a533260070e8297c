import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EDITABLE_MINUTES } from '~/domain/annotations/annotation'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { refusalsIn } from '~/ui/refusals'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import { AnnotationForm } from './annotation-form'
import type { ListedOn } from './annotation-panel'
import { type AnnotationComment, useAnnotations } from './annotations-context'

interface OwnCommentProps {
  comment: AnnotationComment
  on: ListedOn
  onDone: () => void
}

/** Edits a comment of one's own for as long as that is allowed, and deletes it. */
export function OwnComment({ comment: { id, editable }, on, onDone }: OwnCommentProps) {
  const { t } = useTranslation('annotations')
  const annotations = useAnnotations()
  const scripted = useScripted()
  const fetcher = useFetcher<{ number?: number }>()
  const { data, state } = fetcher
  const open = annotations?.open
  const changed = annotations?.changed
  useEffect(() => {
    if (data?.number === undefined) return
    changed?.(data.number)
    open?.(data.number)
  }, [data, changed, open])
  if (!annotations) return null
  const problems = state === 'idle' ? refusalsIn(data) : []
  return (
    <div className="stack-s">
      {editable !== null ? (
        <AnnotationForm
          fields={{ intent: 'edit', commentId: id }}
          label={t('text')}
          send={t('save')}
          text={editable}
          on={on}
          onSent={(number) => {
            onDone()
            annotations.changed(number)
            annotations.open(number)
          }}
        />
      ) : (
        <p className="muted">{t('editable_for', { count: EDITABLE_MINUTES })}</p>
      )}
      <fetcher.Form method="post" action={urls.library.annotations(annotations.data.assetId)}>
        <input type="hidden" name="intent" value="delete" />
        <input type="hidden" name="commentId" value={id} />
        {!scripted && <input type="hidden" name="from" value={on} />}
        <Button type="submit" size="s" variant="danger-quiet" icon="trash" busy={state !== 'idle'}>
          {t('delete')}
        </Button>
      </fetcher.Form>
      {problems.length > 0 && (
        <Notice tone="bad" live="polite">
          {problems.join(' ')}
        </Notice>
      )}
    </div>
  )
}
