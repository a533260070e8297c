import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher, useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TransitionName } from '~/domain/review/review'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { KeyHint } from '~/ui/key-hint'
import { useShortcut } from '~/ui/shortcuts'
import { TextArea } from '~/ui/text-field'
import { useToast } from '~/ui/toast'
import { blockedBy, ReadinessList, Unseen } from '../library/readiness-list'
import { summaryErrors } from '../library/summary-errors'
import type { ReviewItem } from './item'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: TransitionName
  to?: string
}

/** The decision about one version; after it the next one is shown. */
export function ItemForm({ item }: { item: ReviewItem }) {
  const { asset, readiness, mayApprove, place } = item
  const { t } = useTranslation(['review', 'library'])
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ note: string; unseen: boolean }>({
    id: 'review-item',
    lastResult: fetcher.data?.result,
  })
  const approve = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLElement>(null)
  const mayDecide = mayApprove && place !== undefined
  useGoOn(fetcher.state === 'idle' ? fetcher.data : undefined, asset.title)
  useShortcut('a', mayDecide ? () => approve.current?.click() : undefined)
  useShortcut('c', mayDecide ? () => box.current?.querySelector('textarea')?.focus() : undefined)
  const busy = fetcher.state !== 'idle'
  return (
    <section ref={box} className="panel stack" aria-labelledby="decision-heading">
      <h2 id="decision-heading">{t('item.heading')}</h2>
      {place === undefined && <p>{t('item.settled_text')}</p>}
      {place !== undefined && (
        <fetcher.Form method="post" {...getFormProps(form)} className="stack">
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <input type="hidden" name="versionId" value={asset.versionId} />
          <ReadinessList id="readiness" readiness={readiness} />
          {mayDecide && <Unseen readiness={readiness} field={fields.unseen} />}
          {mayDecide && (
            <Button
              ref={approve}
              type="submit"
              name="transition"
              value="approve"
              variant="primary"
              wide
              icon="check"
              busy={busy}
              {...blockedBy('approve', readiness)}
            >
              {t('library:review.approve')} <KeyHint keys="A" />
            </Button>
          )}
          {mayDecide && (
            <>
              <TextArea
                field={fields.note}
                label={t('library:review.note')}
                help={t('library:review.note_help')}
                rows={3}
              />
              <Button type="submit" name="transition" value="ask_for_changes" busy={busy}>
                {t('library:review.ask_for_changes')} <KeyHint keys="C" />
              </Button>
            </>
          )}
          {!mayApprove && <p className="muted">{t('library:review.manager_decides')}</p>}
        </fetcher.Form>
      )}
    </section>
  )
}

/**
 * Shows the outcome as a message and navigates to the next file, or to the queue if none is left. Waits until the
 * page's data has been reloaded, because navigating earlier would abort the action's response.
 */
function useGoOn(answer: Answer | undefined, title: string): void {
  const { t } = useTranslation('review')
  const navigate = useNavigate()
  const toast = useToast()
  const told = useRef<Answer>()
  useEffect(() => {
    if (!answer?.done || !answer.to || told.current === answer) return
    told.current = answer
    toast({ text: t(`decided.${answer.done}`, { title }) })
    navigate(answer.to)
  }, [answer, navigate, toast, t, title])
}
