import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countTermsOf } from '~/domain/metadata/term-tree.queries.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { EXPORT_FORMATS, NewVocabularyImport } from '~/domain/vocabularies/vocabulary-import'
import { createVocabularyImport } from '~/domain/vocabularies/vocabulary-imports.commands.server'
import { listVocabularyImports } from '~/domain/vocabularies/vocabulary-imports.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES, pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { PageHead } from '~/ui/page-head'
import { RefusedNotice } from '~/ui/refused-notice'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { ImportFile } from '../imports/import-file'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { useLookAgain } from '../library/use-look-again'

export const handle = { i18n: ['vocabularies', 'imports', 'metadata', 'library', 'ui', 'errors'] }

const SHOWN_IMPORTS = 20

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  return {
    ...{ key: vocabulary.key, locale, total: await countTermsOf(db, vocabulary.id) },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    imports: (await listVocabularyImports(db, vocabulary.id, SHOWN_IMPORTS)).map((run) => ({
      ...{ id: run.id, fileName: run.fileName, state: run.state, personName: run.personName, createdAt: run.createdAt },
    })),
    title: fixedT(locale, 'vocabularies')('exchange.link'),
  }
})

export const action = staffAction('manager', NewVocabularyImport, async ({ db, person, params, input }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  return redirect(urls.vocabularies.import(vocabulary.key, await createVocabularyImport(db, person, vocabulary, input)))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
}

/** Takes in a file of terms, which is shown before anything changes, and sends all terms as one. */
export default function ExchangePage() {
  const { key, label, total, imports, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['vocabularies', 'library'])
  const zone = useDefaultTimeZone()
  const busy = useNavigation().formMethod === 'POST'
  const errors = useActionData<Answer>()?.result?.error ?? {}
  useLookAgain(imports.some(({ state }) => state === 'reading' || state === 'applying'))
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('metadata:vocabularies.title'), to: urls.admin.vocabularies() },
              { label, to: urls.admin.vocabulary(key) },
              { label: t('exchange.link') },
            ]}
          />
        }
        title={t('exchange.link')}
        intro={<bdi>{label}</bdi>}
      />
      <div className="stack">
        <Form method="post" className="panel stack" aria-labelledby="import">
          <h2 id="import">{t('exchange.import')}</h2>
          <p>{t('exchange.import_text')}</p>
          <RefusedNotice messages={errors[''] ?? []} />
          <ImportFile
            {...{ name: 'uploadId', label: t('exchange.file'), help: t('exchange.file_help'), locale }}
            accept=".csv,.tsv,.ttl,.nt,.rdf,.xml,.owl"
            errors={errors.uploadId ?? undefined}
          />
          <Select
            name="language"
            label={t('exchange.language')}
            help={t('exchange.language_help')}
            defaultValue={locale}
            options={LOCALES.map((each) => ({ value: each, label: t(`library:language.${each}`) }))}
          />
          <p className="button-row">
            <Button type="submit" variant="primary" busy={busy}>
              {t('exchange.look')}
            </Button>
          </p>
        </Form>
        {total > 0 && (
          <section className="panel stack" aria-labelledby="export">
            <h2 id="export">{t('exchange.export')}</h2>
            <p>{t('exchange.export_text')}</p>
            <p className="button-row">
              {Object.keys(EXPORT_FORMATS).map((format) => (
                <a
                  key={format}
                  className="button button-quiet"
                  href={urls.vocabularies.export(key, format)}
                  aria-label={t('exchange.export_as', { format: t(`exchange.format.${format}`) })}
                  download
                >
                  {t(`exchange.format.${format}`)}
                </a>
              ))}
            </p>
          </section>
        )}
        {imports.length > 0 && (
          <DataTable<(typeof imports)[number]>
            caption={t('exchange.imports')}
            rows={imports}
            rowKey={({ id }) => id}
            stacks
            columns={[
              {
                key: 'file',
                header: t('exchange.file'),
                names: true,
                cell: ({ id, fileName }) => (
                  <Link className="link" to={urls.vocabularies.import(key, id)}>
                    <bdi>{fileName}</bdi>
                  </Link>
                ),
              },
              { key: 'state', header: t('exchange.state'), cell: ({ state }) => t(`import.state.${state}`) },
              {
                key: 'when',
                header: t('exchange.when'),
                quiet: true,
                cell: ({ createdAt }) => formatDateTime(createdAt, zone, locale),
              },
              {
                key: 'who',
                header: t('exchange.who'),
                quiet: true,
                cell: ({ personName }) => <bdi>{personName ?? '—'}</bdi>,
              },
            ]}
          />
        )}
      </div>
    </>
  )
}
