import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageField } from './guest-page.server'

interface FieldCellProps {
  name: string
  label: string
  fileName: string
  value: string
  /** Id of the form of its row, where no scripts run. */
  form?: string
  /** Its place in the sheet. */
  cell?: string
  field?: PageField
  options?: readonly { value: string; label: string }[]
  isLacking: boolean
  isDisabled: boolean
  onType: (text: string) => void
  onPick: (text: string) => void
}

/** A cell of the grid. Without scripts it is an input of the form of its row. */
export function FieldCell(props: FieldCellProps) {
  const { name, label, fileName, value, form, cell, field, isLacking, isDisabled, onType, onPick } = props
  const { t } = useTranslation('intake')
  const id = useId()
  const options = props.options ?? optionsOf(field, t)
  const common = {
    ...{ name, form, 'data-cell': cell, disabled: isDisabled, className: 'input intake-input' },
    'aria-label': t('grid.cell', { field: label, name: fileName }),
    'aria-invalid': isLacking || undefined,
    'aria-describedby': isLacking ? `${id}-lacking` : undefined,
  }
  const lacking = isLacking && (
    <span className="intake-lacking" id={`${id}-lacking`}>
      {t('grid.lacking')}
    </span>
  )
  const content = form
    ? { defaultValue: value }
    : { value, onChange: ({ target }: { target: { value: string } }) => (options ? onPick : onType)(target.value) }
  if (options)
    return (
      <>
        <select {...common} {...content}>
          <option value="">{t('grid.nothing')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {lacking}
      </>
    )
  return (
    <>
      <input
        {...common}
        {...content}
        type={field?.type === 'date' ? 'date' : 'text'}
        inputMode={field?.type === 'number' ? 'decimal' : undefined}
        maxLength={field?.mostLength}
        list={field?.choices ? `choices-${field.key}` : undefined}
        placeholder={field?.isList ? t('grid.list') : undefined}
        autoComplete="off"
        dir="auto"
      />
      {lacking}
    </>
  )
}

/** One of a closed vocabulary is chosen; several are typed with a list beside them. */
function optionsOf(field: PageField | undefined, t: (key: 'grid.yes' | 'grid.no') => string) {
  if (field?.type === 'term' && field.choices) return field.choices.map((label) => ({ value: label, label }))
  if (field?.type !== 'boolean') return undefined
  return [
    { value: 'true', label: t('grid.yes') },
    { value: 'false', label: t('grid.no') },
  ]
}
