import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { NewGroup } from '~/domain/metadata/field-settings'
import type { Localized } from '~/platform/language'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'

interface GroupFormProps {
  /** What is renamed; undefined for a new one. */
  group?: { key: string; labels: Localized }
  result?: SubmissionResult<string[]>
  /** The result of the action that saved it. */
  saved?: unknown
}

/** The names of a group in every language, and the key of a new one. */
export function GroupForm({ group, result, saved }: GroupFormProps) {
  const { t } = useTranslation('metadata')
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<z.input<typeof NewGroup>>({
    id: 'group',
    lastResult: result,
    defaultValue: group,
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <h2>{t(group ? 'group_names' : 'new_group')}</h2>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value={group ? 'rename' : 'group'} />
      {!group && <TextField field={fields.key} label={t('form.key')} help={t('form.key_help')} dir="ltr" required />}
      <LocalizedField
        formId={form.id}
        label={t('form.name')}
        name="labels"
        values={group?.labels ?? {}}
        source="en"
        errors={form.allErrors}
        maxLength={80}
        help={t('form.group_name_help')}
      />
      <SaveBar label={t(group ? 'form.save_group' : 'form.create_group')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
