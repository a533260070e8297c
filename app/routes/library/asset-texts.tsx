import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AssetTextsByLocale } from '~/domain/assets/asset-texts.queries.server'
import type { AssetRecord } from '~/domain/assets/versions.queries.server'
import { TEXTS } from '~/domain/metadata/built-in'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { LocalizedField } from './localized-field'
import { summaryErrors } from './summary-errors'
import { useResult } from './use-result'

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

/** Edits the texts of an asset in every language. */
export function AssetTextsForm({ id, texts, record }: { id: string; texts: AssetTextsByLocale; record: AssetRecord }) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ keywords: string }>({
    id: 'texts',
    lastResult: useResult(fetcher.data),
    defaultValue: { ...texts, keywords: record.keywords.join(', ') },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const saved = fetcher.data?.done ? fetcher.data : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  const text = (name: keyof AssetTextsByLocale, max: number, multiline?: boolean, help?: string) => (
    <LocalizedField
      formId={form.id}
      label={t(`texts.${name}`)}
      name={name}
      values={texts[name]}
      source={record.sourceLocale}
      errors={form.allErrors}
      maxLength={max}
      multiline={multiline}
      help={help}
    />
  )
  return (
    <fetcher.Form
      method="post"
      action={urls.library.describe(id)}
      ref={ref}
      {...getFormProps(form)}
      className="stack panel"
    >
      <h2>{t('texts.heading')}</h2>
      <ErrorSummary errors={errors} />
      {text('title', TEXTS.title)}
      {text('description', TEXTS.description, true)}
      {text('altText', TEXTS.alt_text, true, t('texts.altText_help'))}
      {text('usageTerms', TEXTS.usage_terms, true, t('texts.usageTerms_help'))}
      <TextField field={fields.keywords} label={t('texts.keywords')} help={t('texts.keywords_help')} />
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
