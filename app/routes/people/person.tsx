import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { changeRole, disablePerson, enablePerson, renewToken } from '~/domain/identity/people.commands.server'
import { findPerson } from '~/domain/identity/people.queries.server'
import { ROLES } from '~/domain/identity/person'
import { refusalOfAddress } from '~/domain/letters/letters.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { mailIsSetUp } from '~/platform/mail.server'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Result } from '~/ui/result'
import { urls } from '~/urls'
import { PasswordLink } from './password-link'
import { PersonAccess } from './person-access'
import { PersonBadge } from './person-badge'
import { PersonRole } from './person-role'
import { tokenDelivery } from './token-delivery.server'

export const handle = { i18n: ['people', 'mails', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, person, params, locale, services }) => {
  const shown = await findPerson(db, params.person ?? '')
  if (!shown) throw new DomainError('person.unknown')
  const refusal = await refusalOfAddress(db, shown.email)
  return { shown, refusal, isSelf: shown.id === person.id, byMail: mailIsSetUp(services.env.mail), locale }
})

const Change = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('role'), role: z.enum(ROLES) }),
  z.strictObject({ intent: z.literal('disable') }),
  z.strictObject({ intent: z.literal('enable') }),
  z.strictObject({ intent: z.literal('link') }),
])

export const action = staffAction('admin', Change, async ({ db, person, params, input, services }) => {
  const id = params.person ?? ''
  if (input.intent === 'link') {
    const delivery = tokenDelivery(services.env)
    const token = await renewToken(db, person, id, delivery)
    return { made: { link: delivery.linkOf(token) } }
  }
  if (input.intent === 'role') await changeRole(db, person, id, input.role)
  else if (input.intent === 'disable') await disablePerson(db, person, id)
  else await enablePerson(db, person, id)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.shown.name ?? '' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
  made?: { link?: string }
}

export default function PersonPage() {
  const { shown, refusal, isSelf, byMail, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation(['people', 'mails'])
  const zone = useDefaultTimeZone()
  const { name, email, state, lastSignInAt } = shown
  const isInvited = state === 'invited' || state === 'invitation_over'
  const failed = answer?.result?.error?.['']
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.people.list() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={
          <>
            <PersonBadge state={state} /> <bdi dir="ltr">{email}</bdi>
            {' · '}
            {lastSignInAt
              ? t('signed_in_at', { at: formatDateTime(lastSignInAt, zone, locale) })
              : t('never_signed_in')}
          </>
        }
      />
      <div className="stack narrow">
        {failed && (
          <Notice tone="bad" live="assertive">
            {failed.join(' ')}
          </Notice>
        )}
        {answer?.made && (
          <Result of={answer}>
            <PasswordLink purpose={isInvited ? 'invite' : 'reset'} name={name} email={email} {...answer.made} />
          </Result>
        )}
        {answer?.done && (
          <Result of={answer}>
            <Notice tone="ok" live="polite">
              {t(`done.${answer.done}`, { name })}
            </Notice>
          </Result>
        )}
        {refusal && (
          <Notice tone="warn" title={t('mails:refused.title')}>
            {t('mails:refused.text', { at: formatDateTime(refusal.at, zone, locale) })}{' '}
            <q dir="auto">{refusal.error}</q>
          </Notice>
        )}
        <PersonRole role={shown.role} errors={answer?.result?.error?.role ?? undefined} />
        <PersonAccess person={shown} isInvited={isInvited} isSelf={isSelf} byMail={byMail} />
      </div>
    </>
  )
}
