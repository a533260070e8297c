import { useTranslation } from 'react-i18next'
import { Checkbox } from '~/ui/checkbox'
import { FieldNotes, type FieldProps, useField } from '~/ui/field'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import type { TermChoices } from './load-terms.server'

type TermControlProps = Pick<FieldProps, 'id' | 'name' | 'label' | 'help' | 'errors' | 'required'> & {
  choices: TermChoices
  /** Whether the field may have several terms. */
  isMany: boolean
}

/** Non-breaking, since spaces at the start of an option are dropped. */
const INDENT = '\u00a0\u00a0\u00a0'

/** Chooses terms of a vocabulary, or takes their names where there are too many to show or others may be added. */
export function TermControl({ choices: { options, chosen }, isMany, ...field }: TermControlProps) {
  const { t } = useTranslation('metadata')
  const state = useField(field)
  if (!options) {
    const help = [field.help, isMany && t('terms_help')].filter(Boolean).join(' ') || undefined
    return isMany ? (
      <TextArea {...field} help={help} defaultValue={chosen.join('; ')} maxLength={4000} dir="auto" />
    ) : (
      <TextField {...field} help={help} defaultValue={chosen[0] ?? ''} maxLength={200} dir="auto" />
    )
  }
  if (!isMany)
    return (
      <Select
        {...field}
        defaultValue={chosen[0] ?? ''}
        options={[
          { value: '', label: t('not_stated') },
          ...options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth) + label })),
        ]}
      />
    )
  const { id, 'aria-describedby': describedBy } = state.control
  return (
    <fieldset className="fieldset term-choices" id={id} tabIndex={-1} aria-describedby={describedBy}>
      <legend>{field.label}</legend>
      <div className="term-list">
        {options.map(({ value, label, depth }) => (
          <Checkbox
            key={value}
            name={field.name}
            value={value}
            label={INDENT.repeat(depth) + label}
            defaultChecked={chosen.includes(value)}
          />
        ))}
      </div>
      <FieldNotes state={state} help={field.help} />
    </fieldset>
  )
}
