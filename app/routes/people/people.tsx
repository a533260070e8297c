import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { invitePerson } from '~/domain/identity/people.commands.server'
import { type ListedPerson, listPeople } from '~/domain/identity/people.queries.server'
import { Invitation } from '~/domain/identity/person'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { mailIsSetUp } from '~/platform/mail.server'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { DataTable } from '~/ui/data-table'
import { PageHead } from '~/ui/page-head'
import { Result } from '~/ui/result'
import { urls } from '~/urls'
import { InviteForm } from './invite-form'
import { PasswordLink } from './password-link'
import { PersonBadge } from './person-badge'
import { tokenDelivery } from './token-delivery.server'

export const handle = { i18n: ['people', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale, services }) => ({
  people: await listPeople(db),
  byMail: mailIsSetUp(services.env.mail),
  locale,
  title: fixedT(locale, 'people')('title'),
}))

export const action = staffAction('admin', Invitation, async ({ db, person, input, services }) => {
  const delivery = tokenDelivery(services.env)
  const { token } = await invitePerson(db, person, input, delivery)
  return { invited: { name: input.name, email: input.email, link: delivery.linkOf(token) } }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? '' }]

interface Answer {
  result?: SubmissionResult<string[]>
  invited?: { name: string; email: string; link?: string }
}

export default function PeoplePage() {
  const { people, byMail, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation(['people', 'library'])
  const zone = useDefaultTimeZone()
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      {answer?.invited && (
        <Result of={answer}>
          <PasswordLink purpose="invite" {...answer.invited} />
        </Result>
      )}
      <DataTable<ListedPerson>
        caption={t('title')}
        rows={people}
        rowKey={(person) => person.id}
        stacks
        columns={[
          {
            key: 'name',
            header: t('column.name'),
            names: true,
            cell: (person) => (
              <Link className="link" to={urls.people.edit(person.id)}>
                <bdi>{person.name}</bdi>
              </Link>
            ),
          },
          { key: 'email', header: t('column.email'), cell: (person) => <bdi dir="ltr">{person.email}</bdi> },
          { key: 'role', header: t('column.role'), cell: (person) => t(`library:role.${person.role}`) },
          { key: 'state', header: t('column.state'), cell: (person) => <PersonBadge state={person.state} /> },
          {
            key: 'last',
            header: t('column.last'),
            quiet: true,
            cell: (person) => (person.lastSignInAt ? formatDateTime(person.lastSignInAt, zone, locale) : t('never')),
          },
        ]}
      />
      {/* Keyed by the invited address, so that the form is empty again after success. */}
      <InviteForm key={answer?.invited?.email} result={answer?.result} byMail={byMail} locale={locale} />
    </>
  )
}
