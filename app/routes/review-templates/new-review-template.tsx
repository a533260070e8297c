import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ReviewTemplateForm as Schema } from '~/domain/review/review-template'
import { createReviewTemplate } from '~/domain/review/review-templates.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { loadChoices } from './load-choices.server'
import { ReviewTemplateForm } from './review-template-form'

export const handle = { i18n: ['review-steps', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale }) => ({
  choices: await loadChoices(db, []),
  title: fixedT(locale, 'review-steps')('new'),
}))

export const action = staffAction('admin', Schema, async ({ db, person, input }) => {
  await createReviewTemplate(db, person, input)
  return redirect(urls.admin.reviewTemplates())
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewReviewTemplatePage() {
  const { choices } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('review-steps')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.reviewTemplates() }, { label: t('new') }]} />}
        title={t('new')}
        intro={t('new_intro')}
      />
      <ReviewTemplateForm choices={choices} result={answer?.result} />
    </>
  )
}
