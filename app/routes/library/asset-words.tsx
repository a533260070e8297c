import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { TEXTS } from '~/domain/assets/asset'
import type { Words } from '~/domain/assets/describe.server'
import type { AssetRecord } from '~/domain/assets/version-list.server'
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

/** What is said of an asset, in every language. */
export function AssetWordsForm({ id, words, record }: { id: string; words: Words; record: AssetRecord }) {
  const { t } = useTranslation('library')
  const fetcher = useFetcher<Answer>()
  const [form, fields] = useForm<{ keywords: string }>({
    id: 'words',
    lastResult: useResult(fetcher.data),
    defaultValue: { ...words, keywords: record.keywords.join(', ') },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const saved = fetcher.data?.done ? fetcher.data : undefined
  const { ref, changed } = useUnsavedChanges(saved)
  const text = (name: keyof Words, max: number, multiline?: boolean, help?: string) => (
    <LocalizedField
      formId={form.id}
      label={t(`words.${name}`)}
      name={name}
      values={words[name]}
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
      <h2>{t('words.heading')}</h2>
      <ErrorSummary errors={errors} />
      {text('title', TEXTS.title)}
      {text('description', TEXTS.description, true)}
      {text('altText', TEXTS.alt_text, true, t('words.altText_help'))}
      {text('usageTerms', TEXTS.usage_terms, true, t('words.usageTerms_help'))}
      <TextField field={fields.keywords} label={t('words.keywords')} help={t('words.keywords_help')} />
      <SaveBar
        label={t('words.save')}
        busy={fetcher.state !== 'idle'}
        changed={changed}
        saved={saved}
        errors={errors}
      />
    </fetcher.Form>
  )
}
