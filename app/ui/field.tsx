import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

/** The part of conform's field metadata that a field uses; a `FieldMetadata` of any schema fits. */
export interface FieldMeta {
  key?: string
  id: string
  name: string
  errorId: string
  descriptionId: string
  errors?: string[]
  defaultValue?: string
  defaultChecked?: boolean
  required?: boolean
  minLength?: number
  maxLength?: number
}

export interface FieldProps {
  /** conform's metadata; without it pass `name`, and `errors` or `defaultValue` as needed. */
  field?: FieldMeta
  name?: string
  id?: string
  label: ReactNode
  help?: ReactNode
  /** Codes of the `errors` namespace, or finished sentences. */
  errors?: string[]
  required?: boolean
  /** Adds "optional" to the label: mark whichever kind of field is rarer in a form. */
  optional?: boolean
  /** Shows the label to assistive technology only. */
  labelHidden?: boolean
}

/** Attributes that connect a control to its label, help and errors. */
export interface ControlProps {
  id: string
  name: string | undefined
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

export interface FieldState {
  control: ControlProps
  errors: string[]
  helpId: string
  errorId: string
}

/** Returns ids, errors and ARIA attributes of a field, from conform's metadata or from plain props. */
export function useField({ field, name, id, help, errors, required }: Omit<FieldProps, 'label'>): FieldState {
  const own = useId()
  const base = id ?? field?.id ?? own
  const helpId = field?.descriptionId ?? `${base}-help`
  const errorId = field?.errorId ?? `${base}-error`
  const found = errors ?? field?.errors ?? []
  const described = [help && helpId, found.length > 0 && errorId].filter(Boolean).join(' ')
  return {
    control: {
      id: base,
      name: name ?? field?.name,
      required: (required ?? field?.required) || undefined,
      'aria-invalid': found.length > 0 || undefined,
      'aria-describedby': described || undefined,
    },
    errors: found,
    helpId,
    errorId,
  }
}

/** Label above, help and errors below a control; pass the control as child, with `state.control` spread on it. */
export function Field({
  state,
  label,
  help,
  optional,
  labelHidden,
  children,
}: Pick<FieldProps, 'label' | 'help' | 'optional' | 'labelHidden'> & { state: FieldState; children: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <div className="field">
      <label className={labelHidden ? 'sr-only' : 'field-label'} htmlFor={state.control.id}>
        {label}
        {optional && <span className="field-optional">{t('field.optional')}</span>}
      </label>
      {children}
      <FieldNotes state={state} help={help} />
    </div>
  )
}

/** Help and errors below a control. */
export function FieldNotes({ state, help }: { state: FieldState; help?: ReactNode }) {
  return (
    <>
      {help && (
        <p className="field-help" id={state.helpId}>
          {help}
        </p>
      )}
      <FieldErrors id={state.errorId} errors={state.errors} />
    </>
  )
}

function FieldErrors({ id, errors }: { id: string; errors: string[] }) {
  const say = useErrorText()
  if (errors.length === 0) return null
  return (
    <p className="field-error" id={id}>
      <Icon name="error" />
      <span>{errors.map(say).join(' ')}</span>
    </p>
  )
}

/**
 * Returns a function that translates an error: a code by the `errors` namespace; a finished sentence is returned
 * unchanged.
 */
export function useErrorText(): (code: string) => string {
  const { t } = useTranslation('errors')
  return (code) => (/^[\w.-]+$/.test(code) ? t(code, { defaultValue: code }) : code)
}
