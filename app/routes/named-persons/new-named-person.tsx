import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { NamedPersonInput } from '~/domain/named-persons/named-person'
import { createNamedPerson } from '~/domain/named-persons/named-persons.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { NamedPersonForm } from './named-person-form'

export const handle = { i18n: ['named-persons', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', ({ url, locale }) => ({
  name: (url.searchParams.get('name') ?? '').slice(0, 200),
  title: fixedT(locale, 'named-persons')('add'),
}))

export const action = staffAction('manager', NamedPersonInput, async ({ db, person, input }) =>
  redirect(urls.namedPersons.edit(await createNamedPerson(db, person, input))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewNamedPersonPage() {
  const { name } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('named-persons')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.namedPersons.list() }, { label: t('add') }]} />}
        title={t('add')}
      />
      <NamedPersonForm name={name} result={answer?.result} />
    </>
  )
}
