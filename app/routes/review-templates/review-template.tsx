import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ReviewTemplateForm as Schema } from '~/domain/review/review-template'
import { changeReviewTemplate, removeReviewTemplate } from '~/domain/review/review-templates.commands.server'
import { findReviewTemplate } from '~/domain/review/review-templates.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { loadChoices } from './load-choices.server'
import { ReviewTemplateForm } from './review-template-form'

export const handle = { i18n: ['review-steps', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, params }) => {
  const template = await findReviewTemplate(db, params.template)
  if (!template || template.isBuiltIn) throw new DomainError('review_template.unknown')
  return { template, choices: await loadChoices(db, [template]) }
})

const Change = z.union([Schema, z.strictObject({ intent: z.literal('remove') })])

export const action = staffAction('admin', Change, async ({ db, person, params, input }) => {
  const id = params.template ?? ''
  if ('intent' in input) {
    await removeReviewTemplate(db, person, id)
    return redirect(urls.admin.reviewTemplates())
  }
  await changeReviewTemplate(db, person, id, input)
  return { done: 'save' }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.template.name ?? 'Vitrine' }]

export default function ReviewTemplatePage() {
  const { template, choices } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('review-steps')
  const submit = useSubmit()
  const [asks, setAsks] = useState(false)
  const { name } = template
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.reviewTemplates() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={t('edit_intro')}
      />
      <ReviewTemplateForm
        key={template.id}
        {...{ template, choices, result: answer?.result }}
        saved={answer?.done === 'save' ? answer : undefined}
      />
      <p className="page-end">
        <Button variant="danger-quiet" onClick={() => setAsks(true)}>
          {t('remove')}
        </Button>
      </p>
      <ConfirmDialog
        open={asks}
        danger
        title={t('remove_title', { name })}
        confirmLabel={t('remove')}
        onCancel={() => setAsks(false)}
        onConfirm={() => submit({ intent: 'remove' }, { method: 'post' })}
      >
        {t('remove_text')}
      </ConfirmDialog>
    </>
  )
}
