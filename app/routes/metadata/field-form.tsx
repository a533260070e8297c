import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { MetadataField, MetadataGroup } from '~/domain/metadata/field'
import { FLAGS, LINK_TYPES, NEW_TYPES, type NewField, TERM_TYPES } from '~/domain/metadata/field-settings'
import { KINDS } from '~/platform/files/kinds'
import { pickText } from '~/platform/language'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { SaveBar } from '~/ui/save-bar'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { KindChoices } from '../library/kind-choices'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'

interface FieldFormProps {
  /** What is changed; undefined for a new one. */
  field?: Omit<MetadataField, 'retiredAt'>
  groups: MetadataGroup[]
  /** Of a new field. */
  vocabularies?: { key: string; label: string }[]
  result?: SubmissionResult<string[]>
  /** The result of the action that saved it. */
  saved?: unknown
  locale: string
}

/** Settings of a built-in field that can be changed. */
const OF_BUILT_IN: readonly string[] = ['isRequiredForApproval', 'allowsCorrections']
/** Settings of a new field that are on. */
const ON: readonly string[] = ['isPublic', 'isSearchable']

/** Everything that is set of a field; of a new one its key and type too, which are not changed here later. */
export function FieldForm({ field, groups, vocabularies = [], result, saved, locale }: FieldFormProps) {
  const { t } = useTranslation('metadata')
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<z.input<typeof NewField>>({
    id: 'field',
    lastResult: result,
    defaultValue: field && {
      ...{ key: field.key, type: field.type, group: field.group },
      ...{ mostLength: field.mostLength === null ? '' : String(field.mostLength), tags: field.tags.join('\n') },
    },
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const isBuiltIn = field?.isBuiltIn ?? false
  const types = [...NEW_TYPES, ...LINK_TYPES, ...(vocabularies.length > 0 ? TERM_TYPES : [])]
  const localized = (name: 'labels' | 'help', max: number, help?: string) => (
    <LocalizedField
      {...{ formId: form.id, name, values: field?.[name] ?? {}, source: 'en', errors: form.allErrors, maxLength: max }}
      label={t(`form.${name}`)}
      help={help}
    />
  )
  const groupName = ({ key, labels }: MetadataGroup) =>
    pickText(labels, locale, 'en')?.value ?? t(`group.${key}`, { defaultValue: key })
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <ErrorSummary errors={errors} />
      {field ? (
        <input type="hidden" name="intent" value="save" />
      ) : (
        <>
          <TextField field={fields.key} label={t('form.key')} help={t('form.key_help')} dir="ltr" required />
          <Select
            field={fields.type}
            label={t('form.type')}
            help={t('form.type_help')}
            options={types.map((value) => ({ value, label: t(`type.${value}`) }))}
          />
          {vocabularies.length > 0 && (
            <Select
              field={fields.vocabulary}
              label={t('form.vocabulary')}
              help={t('form.vocabulary_help')}
              options={[{ value: '', label: '—' }, ...vocabularies.map(({ key, label }) => ({ value: key, label }))]}
            />
          )}
          <Checkbox field={fields.isLocalizable} label={t('form.isLocalizable')} help={t('form.isLocalizable_help')} />
        </>
      )}
      {localized('labels', 80, isBuiltIn ? t('form.labels_built_in') : undefined)}
      {localized('help', 300)}
      <Select
        field={fields.group}
        label={t('form.group')}
        options={groups.map((group) => ({ value: group.key, label: groupName(group) }))}
      />
      {!isBuiltIn && (
        <KindChoices
          field={fields.kinds}
          legend={t('form.kinds')}
          help={t('form.kinds_help')}
          kinds={KINDS}
          chosen={field?.kinds ?? []}
        />
      )}
      <fieldset className="fieldset">
        <legend>{t('form.rules')}</legend>
        {FLAGS.filter((name) => !isBuiltIn || OF_BUILT_IN.includes(name)).map((name) => (
          <Checkbox
            key={name}
            field={fields[name]}
            label={t(`form.${name}`)}
            help={t(`form.${name}_help`)}
            defaultChecked={field ? field[name] : ON.includes(name)}
          />
        ))}
      </fieldset>
      {!isBuiltIn && (
        <TextField
          field={fields.mostLength}
          label={t('form.mostLength')}
          help={t('form.mostLength_help')}
          {...{ type: 'number', inputMode: 'numeric', min: 1, max: 20_000 }}
        />
      )}
      <TextArea field={fields.tags} label={t('form.tags')} help={t('form.tags_help')} dir="ltr" maxLength={2000} />
      <SaveBar label={t(field ? 'form.save' : 'form.create')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
