import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher, useNavigate } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { REJECTION_REASONS } from '#db/schema/intake'
import { Button, ButtonLink } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { KeyHint } from '~/ui/key-hint'
import { Select } from '~/ui/select'
import { useShortcut } from '~/ui/shortcuts'
import { TextArea } from '~/ui/text-field'
import { urls } from '~/urls'
import { summaryErrors } from '../library/summary-errors'
import type { ReviewItem } from './item'
import { useDecided } from './use-decided'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
  to?: string
}

/** What else may become of a file from outside: the next version of an asset that is there, or nothing. */
export function OutsideDecision({ item }: { item: ReviewItem }) {
  const { asset, outside } = item
  const { t } = useTranslation(['outside', 'review'])
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ reason: string; note: string }>({
    id: 'reject',
    lastResult: fetcher.data?.result,
  })
  const box = useRef<HTMLDetailsElement>(null)
  const navigate = useNavigate()
  useShortcut('r', () => {
    if (!box.current) return
    box.current.open = true
    box.current.querySelector('select')?.focus()
  })
  useShortcut('v', outside?.isFirst ? () => navigate(urls.review.acceptAs(asset.id)) : undefined)
  useDecided(fetcher.state === 'idle' ? fetcher.data : undefined, () => t('rejected', { title: asset.title }))
  return (
    <section className="panel stack" aria-labelledby="outside-decision">
      <h2 id="outside-decision">{t('decision.heading')}</h2>
      {outside?.isFirst && (
        <ButtonLink to={urls.review.acceptAs(asset.id)} icon="versions">
          {t('decision.accept_as')} <KeyHint keys="V" />
        </ButtonLink>
      )}
      <details ref={box} open={!!fetcher.data?.result?.error || undefined}>
        <summary>
          {t('decision.reject')} <KeyHint keys="R" />
        </summary>
        <fetcher.Form method="post" action={urls.review.reject(asset.id)} {...getFormProps(form)} className="stack">
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <input type="hidden" name="versionId" value={asset.versionId} />
          <Select
            field={fields.reason}
            label={t('decision.reason')}
            help={t('decision.reason_help', { name: outside?.guestName })}
            options={REJECTION_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <TextArea field={fields.note} label={t('decision.note')} rows={3} />
          <Button type="submit" variant="danger" busy={fetcher.state !== 'idle'}>
            {t('decision.reject_now')}
          </Button>
        </fetcher.Form>
      </details>
    </section>
  )
}
