import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listFolders } from '~/domain/folders/folders.queries.server'
import { checkPlace } from '~/domain/imports/check-place.server'
import { isMoving, NewImport } from '~/domain/imports/import'
import { createImport } from '~/domain/imports/imports.commands.server'
import { listImports } from '~/domain/imports/imports.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { useLookAgain } from '~/routes/library/use-look-again'
import { DataTable } from '~/ui/data-table'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { importServices } from './columns.server'
import { ImportBadge } from './import-badge'
import { NewImportForm } from './new-import'

export const handle = { i18n: ['imports', 'library', 'ui', 'errors'] }

const placesOf = ({ importRoot, importS3 }: { importRoot?: string; importS3?: unknown }) => ({
  ...{ folder: !!importRoot, s3: !!importS3 },
})

export const loader = staffLoader('manager', async ({ db, locale, services }) => ({
  imports: await listImports(db),
  folders: await listFolders(db),
  places: placesOf(services.env),
  locale,
  title: fixedT(locale, 'imports')('title'),
}))

export const action = staffAction('manager', NewImport, async ({ db, actor, input, services }) => {
  await checkPlace(importServices(services), input)
  return redirect(urls.admin.import(await createImport(db, actor, input, placesOf(services.env))))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function ImportsPage() {
  const { imports, folders, places, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('imports')
  const zone = useDefaultTimeZone()
  useLookAgain(imports.some(({ state }) => isMoving(state)))
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <div className="stack">
        <NewImportForm places={places} folders={folders} locale={locale} />
        {imports.length > 0 && (
          <DataTable<(typeof imports)[number]>
            caption={t('list')}
            rows={imports}
            rowKey={(run) => run.id}
            stacks
            columns={[
              {
                key: 'source',
                header: t('column.source'),
                names: true,
                cell: (run) => (
                  <Link className="link" to={urls.admin.import(run.id)}>
                    <bdi>{run.source}</bdi>
                  </Link>
                ),
              },
              { key: 'state', header: t('column.state'), cell: (run) => <ImportBadge state={run.state} /> },
              ...(['created', 'new_version', 'updated', 'same', 'refused'] as const).map((outcome) => ({
                key: outcome,
                header: t(`outcome.${outcome}`),
                numeric: true,
                cell: (run: (typeof imports)[number]) => run.counts[outcome],
              })),
              {
                key: 'begun',
                header: t('column.begun'),
                quiet: true,
                cell: (run) => formatDateTime(run.createdAt, zone, locale),
              },
              {
                key: 'by',
                header: t('column.by'),
                quiet: true,
                cell: (run) => <bdi>{run.personName ?? 'Vitrine'}</bdi>,
              },
            ]}
          />
        )}
      </div>
    </>
  )
}
