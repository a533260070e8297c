import type { InputHTMLAttributes } from 'react'
import { classes } from './classes'
import { FieldNotes, type FieldProps, useField } from './field'

export type CheckboxProps = Omit<FieldProps, 'optional'> & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps>

/** A checkbox with its label beside it. */
export function Checkbox(props: CheckboxProps) {
  return <Choice {...props} look="checkbox" />
}

/** A checkbox displayed as a switch, for settings that take effect at once. */
export function Switch(props: CheckboxProps) {
  return <Choice {...props} look="switch" role="switch" />
}

function Choice({ look, ...props }: CheckboxProps & { look: 'checkbox' | 'switch' }) {
  const { field, name, id, label, help, errors, required, labelHidden, className, ...rest } = props
  const state = useField({ field, name, id, help, errors, required })
  return (
    <div className="field field-choice">
      <label className={classes('choice', className)}>
        <input
          key={field?.key}
          defaultChecked={rest.checked === undefined ? field?.defaultChecked : undefined}
          {...rest}
          {...state.control}
          type="checkbox"
          className={look}
        />
        <span className={labelHidden ? 'sr-only' : 'choice-text'}>{label}</span>
      </label>
      <FieldNotes state={state} help={help} />
    </div>
  )
}
