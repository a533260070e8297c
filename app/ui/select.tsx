import type { SelectHTMLAttributes } from 'react'
import { classes } from './classes'
import { Field, type FieldProps, useField } from './field'
import { Icon } from './icon'

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export type SelectProps = FieldProps & { options: Option[] } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    keyof FieldProps
  >

/** A native select, so that every device shows its own list, without scripts. */
export function Select(props: SelectProps) {
  const { field, name, id, label, help, errors, required, optional, labelHidden, options, className, ...rest } = props
  const state = useField({ field, name, id, help, errors, required })
  return (
    <Field state={state} label={label} help={help} optional={optional} labelHidden={labelHidden}>
      <span className="select">
        <select
          key={field?.key}
          defaultValue={rest.value === undefined ? field?.defaultValue : undefined}
          {...rest}
          {...state.control}
          className={classes('input', className)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </Field>
  )
}
