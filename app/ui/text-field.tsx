import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { classes } from './classes'
import { Field, type FieldProps, useField } from './field'

type Owned = keyof FieldProps
export type TextFieldProps = FieldProps & {
  /** Fixed text in front of or behind what is typed, such as the start of an address or a unit. */
  prefix?: ReactNode
  suffix?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, Owned | 'prefix'>

/** One line of text, of any input type. */
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

/** Several lines of text; grows with what is typed where the browser can. */
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
