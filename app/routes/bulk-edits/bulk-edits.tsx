import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listBulkEdits } from '~/domain/bulk/bulk-edits.queries.server'
import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { operationText } from './operation-text'

export const handle = { i18n: ['bulk-edits', 'metadata', 'library', 'ui', 'errors'] }

const MOST_LISTED = 200

export const loader = staffLoader('editor', async ({ db, locale }) => {
  const fields = new Map((await listFields(db)).map((field) => [field.key, field]))
  const edits = await listBulkEdits(db, MOST_LISTED)
  return {
    edits: edits.map(({ id, state, personName, startedAt, operation, sheetName, templateName }) => {
      const field = operation ? fields.get(operation.field) : undefined
      const label = field && labelOf(field, locale)
      const of = { sheetName, templateName, operation: operation && { ...operation, label } }
      return { id, state, personName, startedAt, ...of }
    }),
    locale,
    title: fixedT(locale, 'bulk-edits')('title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function BulkEditsPage() {
  const { edits, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['bulk-edits', 'metadata', 'library'])
  const zone = useDefaultTimeZone()
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('library'), to: urls.library.grid() }, { label: t('title') }]} />}
        title={t('title')}
        intro={t('intro')}
      />
      {edits.length === 0 ? (
        <EmptyState title={t('none')} actions={<ButtonLink to={urls.library.grid()}>{t('to_library')}</ButtonLink>}>
          {t('none_help')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          rows={edits}
          rowKey={({ id }) => id}
          stacks
          columns={[
            {
              ...{ key: 'what', header: t('column.what'), names: true },
              cell: (edit) => <Link to={urls.bulkEdits.edit(edit.id)}>{operationText(t, edit)}</Link>,
            },
            { ...{ key: 'state', header: t('column.state') }, cell: ({ state }) => t(`state.${state}`) },
            {
              ...{ key: 'by', header: t('column.by'), quiet: true },
              cell: ({ personName }) => <bdi>{personName ?? '—'}</bdi>,
            },
            {
              ...{ key: 'when', header: t('column.when'), quiet: true },
              cell: ({ startedAt }) => (startedAt ? formatDateTime(startedAt, zone, locale) : '—'),
            },
          ]}
        />
      )}
    </>
  )
}
