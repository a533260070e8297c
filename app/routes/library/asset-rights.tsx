import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ProposedCredit } from '~/domain/named-persons/named-persons.queries.server'
import type { Rights, RightsInput } from '~/domain/rights/rights'
import { DateTimeZoneField } from '~/ui/date-time-zone-field'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { CreditProposals } from '../references/credit-proposals'
import { useDefaultTimeZone } from './default-time-zone'
import { summaryErrors } from './summary-errors'
import { useResult } from './use-result'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

/** Edits creator and licence of an asset, and the period in which it may be delivered. */
export function AssetRights({
  id,
  rights,
  local,
  proposed,
}: {
  id: string
  rights?: Rights
  local: { embargoUntil: string; expiresAt: string }
  /** Credit lines of persons whom the texts name, while there is none. */
  proposed: ProposedCredit[]
}) {
  const { t } = useTranslation('library')
  const zone = useDefaultTimeZone()
  const fetcher = useFetcher<Answer>()
  const { creator, creditLine, copyrightNotice, licenceName, licenceUrl, embargoZone, expiresZone } = rights ?? {}
  const [form, fields] = useForm<z.input<typeof RightsInput>>({
    id: 'rights',
    lastResult: useResult(fetcher.data),
    defaultValue: {
      ...{ creator, creditLine, copyrightNotice, licenceName, licenceUrl, ...local },
      embargoZone: embargoZone ?? zone,
      expiresZone: expiresZone ?? zone,
    },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const saved = fetcher.data?.done ? fetcher.data : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  return (
    <fetcher.Form
      method="post"
      action={urls.library.rights(id)}
      ref={ref}
      {...getFormProps(form)}
      className="stack panel"
    >
      <h2>{t('rights.heading')}</h2>
      <ErrorSummary errors={errors} />
      <div className="field-pair">
        <TextField field={fields.creator} label={t('rights.creator')} dir="auto" />
        <TextField field={fields.creditLine} label={t('rights.credit_line')} help={t('rights.credit_line_help')} />
      </div>
      <CreditProposals inputId={fields.creditLine.id} proposed={proposed} />
      <TextField field={fields.copyrightNotice} label={t('rights.copyright')} dir="auto" />
      <div className="field-pair">
        <TextField field={fields.licenceName} label={t('rights.licence')} dir="auto" />
        <TextField field={fields.licenceUrl} label={t('rights.licence_url')} type="url" dir="ltr" />
      </div>
      <DateTimeZoneField
        label={t('rights.embargo')}
        help={t('rights.embargo_help')}
        local={{ field: fields.embargoUntil }}
        zone={{ field: fields.embargoZone }}
      />
      <DateTimeZoneField
        label={t('rights.expires')}
        help={t('rights.expires_help')}
        local={{ field: fields.expiresAt }}
        zone={{ field: fields.expiresZone }}
      />
      <SaveBar
        label={t('rights.save')}
        busy={fetcher.state !== 'idle'}
        changed={changed}
        saved={saved}
        errors={errors}
      />
    </fetcher.Form>
  )
}
