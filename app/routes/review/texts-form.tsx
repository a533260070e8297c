import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/i18n/format'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { KeyHint } from '~/ui/key-hint'
import { Notice } from '~/ui/notice'
import { TextArea } from '~/ui/text-field'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { blockedBy, ReadinessList } from '../library/readiness-list'
import { summaryErrors } from '../library/summary-errors'
import type { TextsItem } from './texts'
import { useDecided, useDecisionKeys } from './use-decided'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: 'approve' | 'return'
  to?: string
}

/** The decision about changed texts; after it the next ones are shown. */
export function TextsForm({ item }: { item: TextsItem }) {
  const { asset, seen, readiness, returned, mayApprove, place, locale } = item
  const { t } = useTranslation(['quality', 'review', 'library'])
  const zone = useDefaultTimeZone()
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ note: string }>({ id: 'review-texts', lastResult: fetcher.data?.result })
  const mayDecide = mayApprove && place !== undefined
  const { approve, box } = useDecisionKeys(mayDecide)
  useDecided(fetcher.state === 'idle' ? fetcher.data : undefined, (done) =>
    t(`texts.done.${done}`, { title: asset.title }),
  )
  const busy = fetcher.state !== 'idle'
  return (
    <section ref={box} className="panel stack" aria-labelledby="decision-heading">
      <h2 id="decision-heading">{t('review:item.heading')}</h2>
      {returned && (
        <Notice
          tone="warn"
          title={t('texts.returned', {
            name: returned.byName ?? t('library:history.somebody'),
            at: formatDateTime(returned.at, zone, locale),
          })}
        >
          <q dir="auto">{returned.note}</q>
        </Notice>
      )}
      {place === undefined && !returned && <p>{t('texts.settled')}</p>}
      {place !== undefined && (
        <fetcher.Form method="post" {...getFormProps(form)} className="stack">
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <input type="hidden" name="seen" value={seen} />
          {readiness.missing.length > 0 && <ReadinessList id="readiness" readiness={readiness} />}
          {mayDecide && (
            <>
              <Button
                ref={approve}
                type="submit"
                name="decision"
                value="approve"
                variant="primary"
                wide
                icon="check"
                busy={busy}
                {...blockedBy('approve', readiness)}
              >
                {t('texts.approve')} <KeyHint keys="A" />
              </Button>
              <TextArea field={fields.note} label={t('texts.note')} help={t('texts.note_help')} rows={3} />
              <Button type="submit" name="decision" value="return" busy={busy}>
                {t('texts.return')} <KeyHint keys="C" />
              </Button>
            </>
          )}
          {!mayApprove && <p className="muted">{t('library:review.manager_decides')}</p>}
        </fetcher.Form>
      )}
    </section>
  )
}
