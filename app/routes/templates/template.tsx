import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listFolders } from '~/domain/folders/folders.queries.server'
import { loadTemplate } from '~/domain/templates/applied-template.queries.server'
import { changeTemplate, restoreTemplate, retireTemplate } from '~/domain/templates/templates.commands.server'
import { findTemplate } from '~/domain/templates/templates.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { loadTemplateFields } from './load-template-fields.server'
import { saveSchema } from './save-schema.server'
import { TemplateForm } from './template-form'

export const handle = { i18n: ['templates', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, viewer, now, params, locale }) => {
  const template = await findTemplate(db, params.template)
  if (!template) throw new DomainError('template.unknown')
  const { retiredAt, fields: _stored, ...settings } = template
  return {
    ...{ template: settings, isRetired: retiredAt !== null },
    groups: await loadTemplateFields({ db, viewer, now }, await loadTemplate(db, template), locale),
    folders: await listFolders(db),
    locale,
  }
})

const Change = async (context: { db: Db }) =>
  z.union([await saveSchema(context), z.strictObject({ intent: z.enum(['retire', 'restore']) })])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const id = params.template ?? ''
  if (input.intent === 'save') await changeTemplate(db, person, id, input)
  else if (input.intent === 'retire') await retireTemplate(db, person, id)
  else await restoreTemplate(db, person, id)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.template.name ?? 'Vitrine' }]

export default function TemplatePage() {
  const { template, isRetired, groups, folders, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['templates', 'metadata'])
  const isRefusedAct = answer?.result?.initialValue?.intent === 'restore'
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('metadata:title'), to: urls.admin.metadata() },
              { label: t('title'), to: urls.admin.templates() },
              { label: template.name },
            ]}
          />
        }
        title={<bdi>{template.name}</bdi>}
      />
      <div className="stack">
        {isRefusedAct && <RefusedNotice messages={refusalsOf(answer?.result)} />}
        {isRetired && (
          <Notice title={t('retired_title')} live={answer?.done === 'retire' ? 'polite' : undefined}>
            {t('retired_text')}
          </Notice>
        )}
        <TemplateForm
          key={template.id}
          {...{ template, groups, folders, locale, result: isRefusedAct ? undefined : answer?.result }}
          saved={answer?.done === 'save' ? answer : undefined}
        />
        <Form method="post" className="page-end">
          <input type="hidden" name="intent" value={isRetired ? 'restore' : 'retire'} />
          <p className="button-row">
            <Button type="submit" variant={isRetired ? 'quiet' : 'danger-quiet'}>
              {t(isRetired ? 'restore' : 'retire')}
            </Button>
            <span className="muted">{t(isRetired ? 'restore_help' : 'retire_help')}</span>
          </p>
        </Form>
      </div>
    </>
  )
}
