import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { RulesForm } from '~/domain/folders/ingest-rules'
import { changeRules } from '~/domain/folders/ingest-rules.commands.server'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { RuleFields } from './rule-fields'

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

export const action = staffAction('manager', RulesForm, async ({ db, person, params, input }) => {
  const id = params.folder ?? ''
  await changeRules(db, person, id, input)
  return redirect(urls.library.folders({ folder: id }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.folder.name ?? 'Vitrine' }]

export default function FolderRulesPage() {
  const { folder, rules, isOwn, hasScan } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['holds', 'folders'])
  const errors = refusalsOf(answer && 'result' in answer ? answer.result : undefined)
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
        {errors.length > 0 && (
          <Notice tone="bad" live="assertive">
            {errors.join(' ')}
          </Notice>
        )}
        {!isOwn && <Notice>{rules ? t('rules.inherited', { folder: rules.folderName }) : t('rules.nothing')}</Notice>}
        <Form method="post" className="stack panel">
          <input type="hidden" name="intent" value="set" />
          <RuleFields rules={rules} hasScan={hasScan} />
          <p className="button-row">
            <Button type="submit" variant="primary">
              {t('rules.save')}
            </Button>
            <ButtonLink to={here}>{t('rules.cancel')}</ButtonLink>
          </p>
        </Form>
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
