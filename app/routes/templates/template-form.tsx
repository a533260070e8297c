import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FolderPath } from '~/domain/folders/folder'
import { APPLIES, type Applies } from '~/domain/templates/template'
import { KINDS } from '~/platform/files/kinds'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { SaveBar } from '~/ui/save-bar'
import { useScripted } from '~/ui/scripting'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { KindChoices } from '../library/kind-choices'
import { summaryErrors } from '../library/summary-errors'
import { FolderChoices } from './folder-choices'
import type { TemplateFormGroup } from './load-template-fields.server'
import { TemplateField } from './template-field'
import { typedField, typedOf } from './typed-field'

interface TemplateFormProps {
  /** What is changed; undefined for a new one. */
  template?: { id: string; name: string; kinds: string[] | null; applies: Applies; folders: { id: string }[] }
  groups: TemplateFormGroup[]
  folders: FolderPath[]
  /** The folder from which a new one was asked for. */
  folderId?: string
  result?: SubmissionResult<string[]>
  saved?: unknown
  locale: string
}

interface FormNames {
  name: string
  applies: string
  kinds: string[]
  folders: string[]
}

/** Everything that is set of a template: its name, where it applies, and what it says of each field. */
export function TemplateForm(props: TemplateFormProps) {
  const { template, groups, folders, folderId, result, saved, locale } = props
  const { t } = useTranslation(['templates', 'metadata'])
  const scripted = useScripted()
  const busy = useNavigation().state === 'submitting'
  const given = template?.applies ?? (folderId ? 'folders' : 'chosen')
  const [form, fields] = useForm<FormNames>({
    id: 'template',
    lastResult: result,
    defaultValue: { name: template?.name, applies: given, kinds: template?.kinds ?? [] },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const typed = typedOf(result)
  const [applies, setApplies] = useState<string>(typed?.applies ?? given)
  const chosen = typed ? typed.folders : (template?.folders.map(({ id }) => id) ?? [folderId ?? ''])
  const kinds = typed ? typed.kinds : (template?.kinds ?? [])
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="save" />
      <TextField field={fields.name} label={t('form.name')} maxLength={80} dir="auto" required />
      <RadioCards
        field={fields.applies}
        legend={t('form.applies')}
        value={applies}
        onChange={setApplies}
        cards={APPLIES.map((value) => ({
          value,
          title: t(`applies.${value}`),
          help: t(`applies_help.${value}`),
        }))}
      />
      {(!scripted || applies === 'folders') && (
        <FolderChoices folders={folders} chosen={chosen.filter(Boolean)} errors={form.allErrors.folders} />
      )}
      <KindChoices
        field={fields.kinds}
        legend={t('form.kinds')}
        help={t('form.kinds_help')}
        kinds={KINDS}
        chosen={kinds}
      />
      <h2>{t('form.says')}</h2>
      <p className="muted">{t('form.says_help')}</p>
      {groups.map(({ key, label, fields: inside }) => (
        <section key={key} className="stack-s" aria-labelledby={`template-${key}`}>
          <h3 id={`template-${key}`}>{label ?? t(`metadata:group.${key}`, { defaultValue: key })}</h3>
          {inside.map((field) => (
            <TemplateField
              key={field.key}
              {...{ formId: form.id, locale, errors: form.allErrors }}
              field={typedField(field, typed)}
            />
          ))}
        </section>
      ))}
      <SaveBar label={t(template ? 'form.save' : 'form.create')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
