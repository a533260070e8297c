import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
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

export const handle = { i18n: ['spreadsheets', 'imports', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', ({ locale }) => ({
  locale,
  title: fixedT(locale, 'spreadsheets')('title'),
}))

export const action = staffAction('manager', NewSheet, async ({ person, viewer, services, input }) =>
  redirect(urls.bulkEdits.edit(await planSheet(importServices(services), { person, viewer }, input.uploadId))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
}

/** Takes an exported spreadsheet that was edited; what it would change is shown before anything changes. */
export default function NewSheetPage() {
  const { locale } = useLoaderData<typeof loader>()
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
      <Form method="post" className="panel stack">
        <RefusedNotice messages={errors[''] ?? []} />
        <ol className="stack-s">
          <li>{t('step.export')}</li>
          <li>{t('step.edit')}</li>
          <li>{t('step.send')}</li>
        </ol>
        <p className="button-row">
          <a className="button button-quiet" href={urls.spreadsheets.export('xlsx')} download>
            {t('export_xlsx')}
          </a>
          <a className="button button-quiet" href={urls.spreadsheets.export('csv')} download>
            {t('export_csv')}
          </a>
        </p>
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
    </>
  )
}
