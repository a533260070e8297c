import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Operation, TemplateOperation } from '~/domain/bulk/bulk-edit'
import { MOST_ASSETS, planBulkEdit, planTemplate } from '~/domain/bulk/bulk-edits.commands.server'
import { operationsOn } from '~/domain/bulk/operate'
import { labelOf, mostLengthOf } from '~/domain/metadata/field'
import { isList } from '~/domain/metadata/field-input'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { matchingIds } from '~/domain/search/library.queries.server'
import { choosableTemplates } from '~/domain/templates/applied-template.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { libraryFilter } from '../library/library-filter.server'
import { TemplateAct } from '../templates/template-act'
import { OperationForm } from './operation-form'

export const handle = { i18n: ['bulk-edits', 'templates', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, url, locale, now }) => {
  const { total } = await matchingIds({ db, viewer, now }, libraryFilter(url), 1)
  const fields = (await listFields(db)).filter(({ retiredAt }) => !retiredAt)
  return {
    total: Math.min(total, MOST_ASSETS),
    fields: fields.map((field) => ({
      ...{ key: field.key, type: field.type, isLocalizable: field.isLocalizable, isBuiltIn: field.isBuiltIn },
      ...{ isList: isList(field), operations: operationsOn(field), mostLength: mostLengthOf(field) },
      label: labelOf(field, locale),
    })),
    templates: await choosableTemplates(db),
    locale,
    title: fixedT(locale, 'bulk-edits')('new.title'),
  }
})

const Change = z.discriminatedUnion('act', [Operation, TemplateOperation])

export const action = staffAction('editor', Change, async ({ db, viewer, person, url, now, input }) => {
  const { ids } = await matchingIds({ db, viewer, now }, libraryFilter(url), MOST_ASSETS)
  const id =
    input.act === 'template'
      ? await planTemplate(db, person, input.template, ids)
      : await planBulkEdit(db, person, input, ids)
  return redirect(urls.bulkEdits.edit(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type OperableField = ReturnType<typeof useLoaderData<typeof loader>>['fields'][number]

export default function NewBulkEditPage() {
  const { total, fields, templates, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bulk-edits')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('library'), to: urls.library.grid() }, { label: t('new.title') }]} />}
        title={t('new.title')}
        intro={t('new.intro', { count: total })}
        actions={<ButtonLink to={urls.bulkEdits.list()}>{t('title')}</ButtonLink>}
      />
      {total > 0 ? (
        <div className="stack">
          <OperationForm fields={fields} locale={locale} />
          <TemplateAct templates={templates} />
        </div>
      ) : (
        <EmptyState title={t('new.none')}>{t('new.none_help')}</EmptyState>
      )}
    </>
  )
}
