import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BriefForm as Terms } from '~/domain/intake/brief'
import { createBrief } from '~/domain/intake/briefs.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { BriefForm } from './brief-form'
import { loadChoices } from './load-choices.server'

export const handle = { i18n: ['briefs', 'holds', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, locale, now, services }) => ({
  choices: await loadChoices({ db, viewer, now }, person, locale),
  zone: services.env.zone,
  locale,
  title: fixedT(locale, 'briefs')('new.title'),
}))

export const action = staffAction('editor', Terms, async ({ db, person, input, now, locale, services }) => {
  const id = await createBrief({ db, by: person, now, secret: services.env.sessionSecret }, input, locale)
  return redirect(urls.briefs.show(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewBriefPage() {
  const { choices, zone, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('briefs')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('list.title'), to: urls.briefs.list() }, { label: t('new.title') }]} />}
        title={t('new.title')}
        intro={t('new.intro')}
      />
      <BriefForm {...{ choices, zone, locale, result: answer?.result }} />
    </>
  )
}
