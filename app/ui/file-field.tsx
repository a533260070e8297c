import type { InputHTMLAttributes } from 'react'
import { classes } from './classes'
import { Field, type FieldProps, useField } from './field'

export type FileFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | 'type'>

/** Chooses one small file that is sent with its form, which needs `encType="multipart/form-data"`. */
export function FileField(props: FileFieldProps) {
  const { field, name, id, label, help, errors, required, optional, labelHidden, className, ...rest } = props
  const state = useField({ field, name, id, help, errors, required })
  return (
    <Field state={state} label={label} help={help} optional={optional} labelHidden={labelHidden}>
      <input key={field?.key} {...rest} type="file" {...state.control} className={classes('input', className)} />
    </Field>
  )
}
