import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { classes } from './classes'
import { Field, type FieldProps, useField } from './field'

type Owned = keyof FieldProps
export type TextFieldProps = FieldProps & {
  /** Fixed text before or after the input, such as the start of a URL or a unit. */
  prefix?: ReactNode
  suffix?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, Owned | 'prefix'>

/** A single-line input of any type. */
export function TextField(props: TextFieldProps) {
  const { field, name, id, label, help, errors, required, optional, labelHidden, prefix, suffix, className, ...rest } =
    props
  const state = useField({ field, name, id, help, errors, required })
  const input = (
    <input
      key={field?.key}
      type="text"
      defaultValue={rest.value === undefined ? field?.defaultValue : undefined}
      minLength={field?.minLength}
      maxLength={field?.maxLength}
      {...rest}
      {...state.control}
      className={classes('input', className)}
    />
  )
  return (
    <Field state={state} label={label} help={help} optional={optional} labelHidden={labelHidden}>
      {prefix || suffix ? (
        <span className="input-group">
          {prefix && (
            <span className="input-affix">
              <bdi>{prefix}</bdi>
            </span>
          )}
          {input}
          {suffix && (
            <span className="input-affix">
              <bdi>{suffix}</bdi>
            </span>
          )}
        </span>
      ) : (
        input
      )}
    </Field>
  )
}

export type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Owned>

/** A multi-line input that grows with its text if the browser supports it. */
export function TextArea(props: TextAreaProps) {
  const { field, name, id, label, help, errors, required, optional, labelHidden, className, ...rest } = props
  const state = useField({ field, name, id, help, errors, required })
  return (
    <Field state={state} label={label} help={help} optional={optional} labelHidden={labelHidden}>
      <textarea
        key={field?.key}
        rows={3}
        defaultValue={rest.value === undefined ? field?.defaultValue : undefined}
        minLength={field?.minLength}
        maxLength={field?.maxLength}
        {...rest}
        {...state.control}
        className={classes('input', className)}
      />
    </Field>
  )
}
