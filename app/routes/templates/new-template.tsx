import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listFolders } from '~/domain/folders/folders.queries.server'
import { createTemplate } from '~/domain/templates/templates.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { loadTemplateFields } from './load-template-fields.server'
import { saveSchema } from './save-schema.server'
import { TemplateForm } from './template-form'

export const handle = { i18n: ['templates', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, viewer, now, url, locale }) => ({
  groups: await loadTemplateFields({ db, viewer, now }, { fields: [] }, locale),
  folders: await listFolders(db),
  folderId: url.searchParams.get('folder') ?? undefined,
  locale,
  title: fixedT(locale, 'templates')('new'),
}))

export const action = staffAction('manager', saveSchema, async ({ db, person, input }) => {
  return redirect(urls.admin.template(await createTemplate(db, person, input)))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewTemplatePage() {
  const { groups, folders, folderId, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['templates', 'metadata'])
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('metadata:title'), to: urls.admin.metadata() },
              { label: t('title'), to: urls.admin.templates() },
              { label: t('new') },
            ]}
          />
        }
        title={t('new')}
        intro={t('new_intro')}
      />
      <TemplateForm {...{ groups, folders, folderId, locale, result: answer?.result }} />
    </>
  )
}
