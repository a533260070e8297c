import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { mayImport } from '~/domain/identity/permissions'
import { planSheet } from '~/domain/spreadsheets/plan-sheet.commands.server'
import { NewSheet } from '~/domain/spreadsheets/sheet'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { importServices } from '../imports/columns.server'
import { ImportFile } from '../imports/import-file'
import { resultQuery } from '../library/library-filter.server'

export const handle = { i18n: ['spreadsheets', 'imports', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', ({ locale, person, url }) => ({
  filter: resultQuery(url),
  mayImport: mayImport(person),
  locale,
  title: fixedT(locale, 'spreadsheets')('title'),
}))

export const action = staffAction('manager', NewSheet, async ({ person, viewer, services, locale, input }) =>
  redirect(urls.bulkEdits.edit(await planSheet(importServices(services), { person, viewer, locale }, input.uploadId))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
}

/** Takes an exported spreadsheet that was edited; what it would change is shown before anything changes. */
export default function NewSheetPage() {
  const { filter, mayImport: maySend, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('spreadsheets')
  const busy = useNavigation().formMethod === 'POST'
  const errors = useActionData<Answer>()?.result?.error ?? {}
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('library'), to: urls.library.grid() }, { label: t('title') }]} />}
        title={t('title')}
        intro={t('intro')}
      />
      <div className="stack">
        <section className="panel stack" aria-labelledby="export">
          <h2 id="export">{t('export')}</h2>
          <p>{t('step.export')}</p>
          <p className="button-row">
            <a className="button button-primary" href={urls.spreadsheets.export('xlsx', filter)} download>
              {t('export_xlsx')}
            </a>
            <a className="button button-quiet" href={urls.spreadsheets.export('csv', filter)} download>
              {t('export_csv')}
            </a>
          </p>
        </section>
        {maySend && (
          <Form method="post" className="panel stack" aria-labelledby="import">
            <h2 id="import">{t('import')}</h2>
            <RefusedNotice messages={errors[''] ?? []} />
            <p>{t('step.edit')}</p>
            <ImportFile
              {...{ name: 'uploadId', label: t('file'), help: t('file_help'), accept: '.xlsx,.csv,.tsv', locale }}
              errors={errors.uploadId ?? undefined}
            />
            <p className="button-row">
              <Button type="submit" variant="primary" busy={busy}>
                {t('preview')}
              </Button>
            </p>
          </Form>
        )}
      </div>
    </>
  )
}
