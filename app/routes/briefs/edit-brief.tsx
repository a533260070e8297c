import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BriefForm as Terms } from '~/domain/intake/brief'
import { changeBrief } from '~/domain/intake/briefs.commands.server'
import { findBrief } from '~/domain/intake/briefs.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { BriefForm } from './brief-form'
import { loadChoices } from './load-choices.server'

export const handle = { i18n: ['briefs', 'holds', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, params, locale, now, services }) => {
  const brief = await findBrief(db, params.brief)
  if (!brief) throw new DomainError('brief.unknown')
  const name = pickText(brief.title, locale, brief.sourceLocale)?.value ?? ''
  return {
    ...{ brief, name, locale, zone: services.env.zone },
    choices: await loadChoices({ db, viewer, now }, person, locale, brief),
    title: fixedT(locale, 'briefs')('edit.title', { name }),
  }
})

export const action = staffAction('editor', Terms, async ({ db, person, params, input, now, services }) => {
  const id = params.brief ?? ''
  await changeBrief({ db, by: person, now, secret: services.env.sessionSecret }, id, input)
  return redirect(urls.briefs.show(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function EditBriefPage() {
  const { brief, name, choices, zone, locale, title } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('briefs')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('list.title'), to: urls.briefs.list() },
              { label: name, to: urls.briefs.show(brief.id) },
              { label: t('edit.crumb') },
            ]}
          />
        }
        title={title}
      />
      <BriefForm key={brief.id} {...{ brief, choices, zone, locale, result: answer?.result }} />
    </>
  )
}
