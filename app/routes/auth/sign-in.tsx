import { getFormProps, getInputProps, type SubmissionResult, useForm } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { SignIn } from '~/domain/identity/person'
import { signIn } from '~/domain/identity/sign-in.commands.server'
import { deviceCookie, deviceOf, knownDevice } from '~/http/device.server'
import { actionFor, loaderFor } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { Notice } from '~/ui/notice'
import { PasswordField } from '~/ui/password-field'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { safeNext } from './safe-next'

// Includes the texts of the page after sign-in, which is shown without loading a new document.
export const handle = { i18n: ['auth', 'library', 'ui', 'errors'] }

export const loader = loaderFor(({ person, url, locale }) => {
  const next = safeNext(url.searchParams.get('next'))
  if (person) return redirect(next ?? urls.library.grid())
  return { next, title: fixedT(locale, 'auth')('sign_in.title') }
})

export const action = actionFor(SignIn, async ({ input, ...context }) => {
  const { db, services, sessionId } = context
  const deviceId = await knownDevice(context, input.email)
  const attempt = { ...deviceOf(context), deviceId, sessionId }
  const { cookie } = await signIn(db, services.sessions, input, attempt)
  const headers = new Headers({ 'set-cookie': cookie })
  if (!deviceId) headers.append('set-cookie', await deviceCookie(context, input.email))
  return redirect(safeNext(input.next) ?? urls.library.grid(), { headers })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function SignInPage() {
  const { next } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('auth')
  const busy = useNavigation().state !== 'idle'
  const [form, fields] = useForm<z.input<typeof SignIn>>({ lastResult: answer?.result, defaultValue: { next } })
  return (
    <main id="content" className="door">
      <Form method="post" {...getFormProps(form)} className="door-form panel">
        <Icon name="vitrine" className="mark door-mark" />
        <h1>{t('sign_in.title')}</h1>
        {form.errors && (
          <Notice tone="bad" live="assertive">
            {form.errors.join(' ')}
          </Notice>
        )}
        <TextField
          field={fields.email}
          name="email"
          label={t('sign_in.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          required
        />
        <PasswordField
          field={fields.password}
          name="password"
          label={t('sign_in.password')}
          autoComplete="current-password"
          required
        />
        <input {...getInputProps(fields.next, { type: 'hidden' })} />
        <Button type="submit" variant="primary" size="l" wide busy={busy}>
          {t('sign_in.submit')}
        </Button>
      </Form>
    </main>
  )
}
