import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import type { FormGroup } from './load-metadata.server'
import { MetadataControl } from './metadata-control'
import { summaryErrors } from './summary-errors'
import { useResult } from './use-result'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

interface AssetTextsProps {
  id: string
  groups: FormGroup[]
  sourceLocale: string
  /** The template that was applied to it. */
  template?: { name: string }
}

/** Edits what the asset has by its schema: texts in every language, keywords and the fields of the brand. */
export function AssetTextsForm({ id, groups, sourceLocale, template }: AssetTextsProps) {
  const { t } = useTranslation(['library', 'metadata', 'templates'])
  const fetcher = useFetcher<Answer>()
  const [form] = useForm({ id: 'texts', lastResult: useResult(fetcher.data) })
  const errors = summaryErrors(form.id, form.allErrors)
  const saved = fetcher.data?.done ? fetcher.data : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  return (
    <fetcher.Form
      method="post"
      action={urls.library.describe(id)}
      ref={ref}
      {...getFormProps(form)}
      className="stack panel"
    >
      <h2>{t('texts.heading')}</h2>
      {template && <p className="muted">{t('templates:of_asset', { name: template.name })}</p>}
      <ErrorSummary errors={errors} />
      {groups.map(({ key, label, fields }, index) => (
        <section key={key} className="stack" aria-labelledby={index > 0 ? `group-${key}` : undefined}>
          {index > 0 && <h3 id={`group-${key}`}>{label ?? t(`metadata:group.${key}`, { defaultValue: key })}</h3>}
          {fields.map((field) => (
            <MetadataControl
              key={field.key}
              formId={form.id}
              field={field}
              source={sourceLocale}
              errors={form.allErrors}
            />
          ))}
        </section>
      ))}
      <SaveBar
        label={t('texts.save')}
        busy={fetcher.state !== 'idle'}
        changed={changed}
        saved={saved}
        errors={errors}
      />
    </fetcher.Form>
  )
}
