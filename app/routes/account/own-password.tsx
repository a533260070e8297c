import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ChangedPassword } from '~/domain/identity/person'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { PasswordField } from '~/ui/password-field'
import { summaryErrors } from '../library/summary-errors'

interface OwnPasswordProps {
  email: string
  result?: SubmissionResult<string[]>
  /** Clears the fields after the password was changed. */
  done: boolean
  children: ReactNode
}

/** Changes the person's own password, which ends all their other sessions. */
export function OwnPassword({ email, result, done, children }: OwnPasswordProps) {
  const { t } = useTranslation('account')
  const busy = useNavigation().formData?.get('intent') === 'password'
  const [form, fields] = useForm<z.input<typeof ChangedPassword>>({ id: 'own-password', lastResult: result })
  return (
    <Form method="post" {...getFormProps(form)} className="stack panel" key={String(done)}>
      <h2>{t('password.title')}</h2>
      {children}
      <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
      <input type="hidden" name="intent" value="password" />
      {/* Makes password managers store the new password for this email address. */}
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      <PasswordField
        field={fields.currentPassword}
        label={t('password.current')}
        autoComplete="current-password"
        required
      />
      <PasswordField
        field={fields.newPassword}
        label={t('password.new')}
        help={t('password.help')}
        autoComplete="new-password"
        required
      />
      <p className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('password.submit')}
        </Button>
      </p>
    </Form>
  )
}
