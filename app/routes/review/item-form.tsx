import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { TransitionName } from '~/domain/review/review'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { KeyHint } from '~/ui/key-hint'
import { TextArea } from '~/ui/text-field'
import { blockedBy, ReadinessList, Unseen } from '../library/readiness-list'
import { summaryErrors } from '../library/summary-errors'
import type { ReviewItem } from './item'
import { useDecided, useDecisionKeys } from './use-decided'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: TransitionName
  to?: string
}

/** The decision about one version; after it the next one is shown. */
export function ItemForm({ item }: { item: ReviewItem }) {
  const { asset, readiness, mayApprove, review, place } = item
  const { t } = useTranslation(['review', 'library'])
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ note: string; unseen: boolean }>({
    id: 'review-item',
    lastResult: fetcher.data?.result,
  })
  const mayDecide = mayApprove && place !== undefined
  const mayVote = mayDecide && !review?.refusal
  const mayAsk = mayDecide && (review?.mayAsk ?? true)
  const { approve, box } = useDecisionKeys(mayDecide)
  useDecided(fetcher.state === 'idle' ? fetcher.data : undefined, (done) =>
    t(`decided.${done}`, { title: asset.title }),
  )
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
          {mayVote && <Unseen readiness={readiness} field={fields.unseen} />}
          {mayVote && (
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
          {mayAsk && (
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
