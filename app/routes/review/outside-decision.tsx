import { getFormProps, useForm } from '@conform-to/react'
import { useNavigate } from '@remix-run/react'
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
import { useBin } from '../bin/use-bin'
import { summaryErrors } from '../library/summary-errors'
import type { ReviewItem } from './item'
import { useDecisionForm } from './use-decision-form'

/** What else may become of a file from outside: the next version of an asset that is there, or nothing. */
export function OutsideDecision({ item }: { item: ReviewItem }) {
  const { asset, outside } = item
  const { t } = useTranslation(['outside', 'review'])
  const box = useRef<HTMLDetailsElement>(null)
  const navigate = useNavigate()
  const { restore, reasonOf, toast } = useBin()
  const undo = () =>
    restore({ kind: 'asset', ids: [asset.id] }).then(
      () => navigate(urls.review.item(asset.id)),
      (error: unknown) => toast({ text: reasonOf(error) }),
    )
  const { onSubmit, busy, result } = useDecisionForm({
    text: t('rejected', { title: asset.title }),
    action: { label: t('undo'), onAction: () => void undo() },
  })
  const [form, fields] = useForm<{ reason: string; note: string }>({ id: 'reject', lastResult: result })
  useShortcut('r', () => {
    if (!box.current) return
    box.current.open = true
    box.current.querySelector('select')?.focus()
  })
  useShortcut('v', outside?.isFirst ? () => navigate(urls.review.acceptAs(asset.id)) : undefined)
  return (
    <section className="panel stack" aria-labelledby="outside-decision">
      <h2 id="outside-decision">{t('decision.heading')}</h2>
      {outside?.isFirst && (
        <ButtonLink to={urls.review.acceptAs(asset.id)} icon="versions">
          {t('decision.accept_as')} <KeyHint keys="V" />
        </ButtonLink>
      )}
      <details ref={box}>
        <summary>
          {t('decision.reject')} <KeyHint keys="R" />
        </summary>
        <form
          method="post"
          action={urls.review.reject(asset.id)}
          {...getFormProps(form)}
          onSubmit={onSubmit}
          className="stack"
        >
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <input type="hidden" name="versionId" value={asset.versionId} />
          <Select
            field={fields.reason}
            label={t('decision.reason')}
            help={t('decision.reason_help', { name: outside?.guestName })}
            options={REJECTION_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <TextArea field={fields.note} label={t('decision.note')} rows={3} />
          <Button type="submit" variant="danger" busy={busy}>
            {t('decision.reject_now')}
          </Button>
        </form>
      </details>
    </section>
  )
}
