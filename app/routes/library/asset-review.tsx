import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { TRANSITIONS, type TransitionName } from '~/domain/review/review'
import { Button, type ButtonLook } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { Notice } from '~/ui/notice'
import { TextArea } from '~/ui/text-field'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { blockedBy, ReadinessList, Unseen } from './readiness-list'
import { summaryErrors } from './summary-errors'
import { useResult } from './use-result'
import { WithdrawApproval } from './withdraw-approval'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: TransitionName
}

const LOOKS: Record<Exclude<TransitionName, 'withdraw'>, ButtonLook['variant']> = {
  submit: 'primary',
  approve: 'primary',
  ask_for_changes: 'quiet',
  take_back: 'plain',
}

/** The review state of the current version, what it means for visitors, and the transitions this person may make. */
export function AssetReview({ page }: { page: AssetPageData }) {
  const { asset, version, record, mayApprove, readiness } = page
  const { t } = useTranslation(['library', 'review'])
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ note: string; unseen: boolean }>({
    id: 'review',
    lastResult: useResult(fetcher.data),
  })
  const transitions = (Object.keys(TRANSITIONS) as TransitionName[]).filter((transition) => {
    const { from, role } = TRANSITIONS[transition]
    return (from as readonly string[]).includes(version.state) && (role === 'editor' || mayApprove)
  })
  const checked = transitions.includes('submit') || transitions.includes('approve')
  const olderIsOut = record.approvedVersionId && record.approvedVersionId !== version.id
  return (
    <section className="panel stack" aria-labelledby="review-heading">
      <h2 id="review-heading">{t('review.heading')}</h2>
      <p>
        {t(`review.means_${version.state}`)} {olderIsOut && t('review.older_out')}
      </p>
      {olderIsOut && mayApprove && (
        <fetcher.Form method="post" action={urls.library.review(asset.id)}>
          <input type="hidden" name="versionId" value={record.approvedVersionId ?? ''} />
          <WithdrawApproval title={asset.title} uses={page.uses} busy={fetcher.state !== 'idle'} />
        </fetcher.Form>
      )}
      {transitions.length > 0 && (
        <fetcher.Form
          method="post"
          action={urls.library.review(asset.id)}
          {...getFormProps(form)}
          className="stack"
          key={version.state}
        >
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <input type="hidden" name="versionId" value={version.id} />
          {checked && readiness && <ReadinessList id="readiness" readiness={readiness} />}
          {transitions.includes('approve') && readiness && <Unseen readiness={readiness} field={fields.unseen} />}
          <TextArea
            field={fields.note}
            label={t('review.note')}
            help={version.state === 'in_review' && mayApprove ? t('review.note_help') : undefined}
            rows={2}
            optional
          />
          <p className="button-row">
            {transitions.map((transition) =>
              transition === 'withdraw' ? (
                <WithdrawApproval
                  key={transition}
                  title={asset.title}
                  uses={page.uses}
                  busy={fetcher.state !== 'idle'}
                />
              ) : (
                <Button
                  key={transition}
                  type="submit"
                  name="transition"
                  value={transition}
                  variant={LOOKS[transition]}
                  icon={transition === 'approve' ? 'check' : undefined}
                  busy={fetcher.state !== 'idle'}
                  {...blockedBy(transition, readiness)}
                >
                  {t(`review.${transition}`)}
                </Button>
              ),
            )}
          </p>
        </fetcher.Form>
      )}
      {version.state === 'in_review' && !mayApprove && <p className="muted">{t('review.manager_decides')}</p>}
      {fetcher.data?.done && fetcher.state === 'idle' && (
        <Notice tone="ok" live="polite">
          {t(`review.done_${fetcher.data.done}`)}
        </Notice>
      )}
    </section>
  )
}
