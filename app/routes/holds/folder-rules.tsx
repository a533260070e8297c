import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { RulesForm as Rules } from '~/domain/folders/ingest-rules'
import { changeRules } from '~/domain/folders/ingest-rules.commands.server'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { RulesForm } from './rules-form'

export const handle = { i18n: ['holds', 'folders', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, services }) => {
  const folder = await findFolder(db, params.folder)
  if (!folder) throw new DomainError('folder.unknown')
  const rules = await rulesFor(db, folder.id)
  return {
    folder,
    rules,
    isOwn: rules?.folderId === folder.id,
    hasScan: services.env.scanProgram !== undefined,
  }
})

export const action = staffAction('manager', Rules, async ({ db, person, params, input }) => {
  const id = params.folder ?? ''
  await changeRules(db, person, id, input)
  return redirect(urls.library.folders({ folder: id }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.folder.name ?? 'Vitrine' }]

export default function FolderRulesPage() {
  const { folder, rules, isOwn, hasScan } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['holds', 'folders'])
  const here = urls.library.folders({ folder: folder.id })
  const title = t('rules.title', { folder: folder.name })
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('folders:title'), to: urls.library.folders() },
              { label: folder.path, to: here },
              { label: title },
            ]}
          />
        }
        title={title}
        intro={t('rules.intro')}
      />
      <div className="stack">
        {!isOwn && <Notice>{rules ? t('rules.inherited', { folder: rules.folderName }) : t('rules.nothing')}</Notice>}
        <RulesForm {...{ rules, hasScan, result: answer?.result, back: here }} />
        {isOwn && (
          <Form method="post">
            <input type="hidden" name="intent" value="inherit" />
            <Button type="submit">{t('rules.inherit')}</Button>
          </Form>
        )}
      </div>
    </>
  )
}
