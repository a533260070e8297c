import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { CAPACITIES, type NamedPerson, type NamedPersonInput } from '~/domain/named-persons/named-person'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { FieldNotes, useField } from '~/ui/field'
import { SaveBar } from '~/ui/save-bar'
import { TextArea, TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { summaryErrors } from '../library/summary-errors'

interface NamedPersonFormProps {
  /** Who is changed; undefined for somebody new. */
  person?: NamedPerson
  /** The name that somebody new begins with. */
  name?: string
  result?: SubmissionResult<string[]>
  saved?: unknown
}

/** Everything that the register says of somebody. */
export function NamedPersonForm({ person, name, result, saved }: NamedPersonFormProps) {
  const { t } = useTranslation('named-persons')
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<z.input<typeof NamedPersonInput>>({
    id: 'person',
    lastResult: result,
    defaultValue: person
      ? {
          ...{ name: person.name, otherNames: person.otherNames.join('\n'), creditLine: person.creditLine ?? '' },
          ...{ identifier: person.identifier ?? '', email: person.email ?? '', notes: person.notes ?? '' },
        }
      : { name },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const capacities = useField({ field: fields.capacities })
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <ErrorSummary errors={errors} />
      {person && <input type="hidden" name="intent" value="save" />}
      <TextField field={fields.name} label={t('form.name')} dir="auto" maxLength={200} required autoComplete="off" />
      <TextArea
        field={fields.otherNames}
        label={t('form.otherNames')}
        help={t('form.otherNames_help')}
        dir="auto"
        rows={2}
      />
      <fieldset className="fieldset" id={capacities.control.id} tabIndex={-1}>
        <legend>{t('capacity')}</legend>
        <div className="preset-kinds">
          {CAPACITIES.map((value) => (
            <Checkbox
              key={value}
              name={fields.capacities.name}
              value={value}
              label={t(`capacities.${value}`)}
              defaultChecked={person?.capacities.includes(value)}
            />
          ))}
        </div>
        <FieldNotes state={capacities} />
      </fieldset>
      <TextField
        field={fields.creditLine}
        label={t('form.creditLine')}
        help={t('form.creditLine_help')}
        dir="auto"
        maxLength={300}
      />
      <TextField
        field={fields.identifier}
        label={t('form.identifier')}
        help={t('form.identifier_help')}
        dir="ltr"
        maxLength={500}
      />
      <fieldset className="fieldset stack-s">
        <legend>{t('form.staff_only')}</legend>
        <p className="muted">{t('form.staff_only_help')}</p>
        <TextField field={fields.email} label={t('form.email')} type="email" dir="ltr" autoComplete="off" />
        <TextArea field={fields.notes} label={t('form.notes')} dir="auto" maxLength={4000} />
      </fieldset>
      <SaveBar label={t(person ? 'form.save' : 'form.create')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
