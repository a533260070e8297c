import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type Invitation, ROLES } from '~/domain/identity/person'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { summaryErrors } from '../library/summary-errors'

interface InviteFormProps {
  result?: SubmissionResult<string[]>
  byMail: boolean
  locale: string
}

/** Invites a person: by mail if configured, otherwise with a link to pass on. */
export function InviteForm({ result, byMail, locale }: InviteFormProps) {
  const { t } = useTranslation(['people', 'library'])
  const busy = useNavigation().state !== 'idle'
  const [form, fields] = useForm<z.input<typeof Invitation>>({
    id: 'invite',
    lastResult: result,
    defaultValue: { role: 'viewer', locale: locale as 'en' },
  })
  return (
    <Form method="post" {...getFormProps(form)} className="stack panel narrow page-end">
      <h2>{t('invite.title')}</h2>
      <p className="muted">{t(byMail ? 'invite.by_mail' : 'invite.by_link')}</p>
      <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
      <TextField field={fields.name} label={t('invite.name')} autoComplete="off" required />
      <TextField
        field={fields.email}
        label={t('invite.email')}
        type="email"
        inputMode="email"
        autoComplete="off"
        required
      />
      <RadioCards
        field={fields.role}
        legend={t('invite.role')}
        cards={ROLES.map((value) => ({ value, title: t(`library:role.${value}`), help: t(`role_help.${value}`) }))}
      />
      <Select
        field={fields.locale}
        label={t('invite.language')}
        options={LOCALES.map((value) => ({ value, label: AUTONYMS[value] ?? value }))}
      />
      <p className="button-row">
        <Button type="submit" variant="primary" icon={byMail ? 'mail' : 'link'} busy={busy}>
          {t(byMail ? 'invite.send' : 'invite.make_link')}
        </Button>
      </p>
    </Form>
  )
}
