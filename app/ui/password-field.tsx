import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, useField } from './field'
import { IconButton } from './icon-button'
import { useScripted } from './scripting'
import type { TextFieldProps } from './text-field'

/** A password input that allows pasting and, with scripts, can show the password. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'prefix' | 'suffix'>) {
  const { field, name, id, label, help, errors, required, optional, labelHidden, className: _, ...rest } = props
  const { t } = useTranslation('ui')
  const scripted = useScripted()
  const [shown, setShown] = useState(false)
  const state = useField({ field, name, id, help, errors, required })
  return (
    <Field state={state} label={label} help={help} optional={optional} labelHidden={labelHidden}>
      <span className="input-group">
        <input
          autoComplete="current-password"
          {...rest}
          {...state.control}
          type={shown ? 'text' : 'password'}
          className="input input-password"
        />
        <IconButton
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? t('password.hide') : t('password.show')}
          className="input-end needs-script"
          data-waiting={scripted ? undefined : ''}
          onClick={() => setShown(!shown)}
        />
      </span>
    </Field>
  )
}
