import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { AgreementVersion } from '~/domain/intake/agreements.queries.server'
import type { Localized } from '~/platform/language'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'
import { wholeTextErrors } from '../library/whole-text-errors'

interface AgreementFormProps {
  name?: string
  /** The version that is accepted now. */
  version?: AgreementVersion
  locale: string
  result?: SubmissionResult<string[]>
  saved?: unknown
}

/** The text that contributors accept, and what goes with it. */
export function AgreementForm({ name, version, locale, result, saved }: AgreementFormProps) {
  const { t } = useTranslation('agreements')
  const busy = useNavigation().formData?.get('intent') === 'save'
  const [form, fields] = useForm<Record<'name' | 'texts' | 'assignsRights' | 'asksAboutAi', string | undefined>>({
    id: 'agreement',
    lastResult: result,
    defaultValue: {
      name,
      assignsRights: version?.assignsRights ? 'on' : undefined,
      asksAboutAi: version?.asksAboutAi ? 'on' : undefined,
    },
  })
  const wrong = wholeTextErrors(form.allErrors, ['texts'], locale)
  const errors = summaryErrors(form.id, wrong)
  const { ref, changed } = useUnsavedChanges(saved)
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel brief-form">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="save" />
      <TextField field={fields.name} label={t('name')} help={t('name_help')} maxLength={120} dir="auto" required />
      <LocalizedField
        {...{ formId: form.id, name: 'texts', source: locale, errors: wrong }}
        {...{ maxLength: 20_000, multiline: true }}
        label={t('text')}
        help={t('text_help')}
        values={typedTexts(result) ?? version?.texts ?? {}}
      />
      <Checkbox field={fields.assignsRights} value="on" label={t('assigns')} help={t('assigns_help')} />
      <Checkbox field={fields.asksAboutAi} value="on" label={t('ai')} help={t('ai_help')} />
      {version && <p className="field-help">{t('save_help')}</p>}
      <SaveBar label={t(version ? 'save' : 'create')} {...{ busy, changed, saved, errors }} savedText={t('saved')} />
    </Form>
  )
}

function typedTexts(result: SubmissionResult<string[]> | undefined): Localized | undefined {
  const texts = result?.initialValue?.texts
  if (typeof texts !== 'object' || texts === null || Array.isArray(texts)) return undefined
  return Object.fromEntries(
    Object.entries(texts).flatMap(([tag, text]) => (typeof text === 'string' ? [[tag, text]] : [])),
  )
}
