import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Operation } from '~/domain/bulk/bulk-edit'
import { MOST_ASSETS, planBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { isList, operationsOn } from '~/domain/bulk/operate'
import { labelOf, mostLengthOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { matchingIds } from '~/domain/search/library.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { libraryFilter } from '../library/library-filter.server'
import { OperationForm } from './operation-form'

export const handle = { i18n: ['bulk-edits', 'metadata', 'library', 'ui', 'errors'] }

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
    locale,
    title: fixedT(locale, 'bulk-edits')('new.title'),
  }
})

export const action = staffAction('editor', Operation, async ({ db, viewer, person, url, now, input }) => {
  const { ids } = await matchingIds({ db, viewer, now }, libraryFilter(url), MOST_ASSETS)
  return redirect(urls.bulkEdits.edit(await planBulkEdit(db, person, input, ids)))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type OperableField = ReturnType<typeof useLoaderData<typeof loader>>['fields'][number]

export default function NewBulkEditPage() {
  const { total, fields, locale } = useLoaderData<typeof loader>()
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
        <OperationForm fields={fields} locale={locale} />
      ) : (
        <EmptyState title={t('new.none')}>{t('new.none_help')}</EmptyState>
      )}
    </>
  )
}
