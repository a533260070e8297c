import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { setPassword } from '~/domain/identity/password-tokens.commands.server'
import { findToken } from '~/domain/identity/password-tokens.queries.server'
import { ChosenPassword } from '~/domain/identity/person'
import { openSession } from '~/domain/identity/sessions.server'
import { deviceCookie, deviceOf } from '~/http/device.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { PasswordField } from '~/ui/password-field'
import { urls } from '~/urls'

export const handle = { i18n: ['auth', 'ui', 'errors'] }

/** Does not use up the token: mail programs open links before their readers do. */
export const loader = loaderFor(async ({ db, params, locale }) => {
  const { name, email, purpose } = await findToken(db, params.token)
  return { name, email, purpose, title: fixedT(locale, 'auth')(`password.${purpose}.title`) }
})

export const action = actionFor(ChosenPassword, async ({ input, ...context }) => {
  const { db, services, params, network, sessionId } = context
  const person = await setPassword(db, params.token, input.newPassword, network)
  const headers = new Headers({
    'set-cookie': await openSession(services.sessions, person.id, deviceOf(context), sessionId),
  })
  headers.append('set-cookie', await deviceCookie(context, person.email))
  return redirect(urls.library.grid(), { headers })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function PasswordPage() {
  const { name, email, purpose } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('auth')
  const busy = useNavigation().state !== 'idle'
  const [form, fields] = useForm<z.input<typeof ChosenPassword>>({ lastResult: answer?.result })
  return (
    <main id="content" className="door">
      <Form method="post" {...getFormProps(form)} className="door-form panel">
        <Icon name="vitrine" className="mark door-mark" />
        <h1>{t(`password.${purpose}.title`)}</h1>
        <p>{t(`password.${purpose}.text`, { name: `\u2068${name}\u2069` })}</p>
        {form.errors && (
          <Notice tone="bad" live="assertive">
            {form.errors.join(' ')}
          </Notice>
        )}
        {/* Makes password managers store the new password for this email address. */}
        <input type="email" value={email} autoComplete="username" readOnly hidden />
        <p className="muted">
          {t('password.email')} <bdi dir="ltr">{email}</bdi>
        </p>
        <PasswordField
          field={fields.newPassword}
          label={t('password.new')}
          help={t('password.help')}
          autoComplete="new-password"
          required
        />
        <Button type="submit" variant="primary" size="l" wide busy={busy}>
          {t('password.submit')}
        </Button>
      </Form>
    </main>
  )
}
