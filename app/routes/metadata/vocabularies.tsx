import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { createVocabulary } from '~/domain/metadata/terms.commands.server'
import { countTerms, listVocabularies } from '~/domain/metadata/vocabularies.queries.server'
import { NewVocabulary } from '~/domain/metadata/vocabulary'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { Badge } from '~/ui/badge'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Checkbox } from '~/ui/checkbox'
import { DataTable } from '~/ui/data-table'
import { ErrorSummary } from '~/ui/error-summary'
import { PageHead } from '~/ui/page-head'
import { SaveBar } from '~/ui/save-bar'
import { TextField } from '~/ui/text-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { LocalizedField } from '../library/localized-field'
import { summaryErrors } from '../library/summary-errors'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => {
  const [vocabularies, counts] = await Promise.all([listVocabularies(db), countTerms(db)])
  return {
    vocabularies: vocabularies.map(({ id, key, labels, isOpen }) => ({
      ...{ key, isOpen, terms: counts.get(id) ?? 0, label: pickText(labels, locale, 'en')?.value ?? key },
    })),
    title: fixedT(locale, 'metadata')('vocabularies.title'),
  }
})

export const action = staffAction('manager', NewVocabulary, async ({ db, person, input }) => {
  await createVocabulary(db, person, input)
  return { done: input.key }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function VocabulariesPage() {
  const { vocabularies } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[{ label: t('title'), to: urls.admin.metadata() }, { label: t('vocabularies.title') }]}
          />
        }
        title={t('vocabularies.title')}
        intro={t('vocabularies.intro')}
      />
      <div className="stack">
        {vocabularies.length > 0 && (
          <DataTable<(typeof vocabularies)[number]>
            caption={t('vocabularies.title')}
            rows={vocabularies}
            rowKey={({ key }) => key}
            stacks
            columns={[
              {
                key: 'name',
                header: t('form.name'),
                names: true,
                cell: ({ key, label, isOpen }) => (
                  <>
                    <Link className="link" to={urls.admin.vocabulary(key)} dir="auto">
                      {label}
                    </Link>{' '}
                    {isOpen && <Badge>{t('vocabularies.open')}</Badge>}
                  </>
                ),
              },
              { key: 'key', header: t('form.key'), cell: ({ key }) => <code dir="ltr">{key}</code> },
              { key: 'terms', header: t('vocabularies.terms'), numeric: true, cell: ({ terms }) => terms },
            ]}
          />
        )}
        <VocabularyForm key={answer?.done} result={answer?.result} saved={answer?.done ? answer : undefined} />
      </div>
    </>
  )
}

function VocabularyForm({ result, saved }: { result?: SubmissionResult<string[]>; saved?: unknown }) {
  const { t } = useTranslation('metadata')
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<z.input<typeof NewVocabulary>>({ id: 'vocabulary', lastResult: result })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  return (
    <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel">
      <h2>{t('vocabularies.new')}</h2>
      <ErrorSummary errors={errors} />
      <TextField field={fields.key} label={t('form.key')} help={t('form.key_help')} dir="ltr" required />
      <LocalizedField
        {...{ formId: form.id, name: 'labels', values: {}, source: 'en', errors: form.allErrors, maxLength: 100 }}
        label={t('form.name')}
      />
      <Checkbox field={fields.isOpen} label={t('vocabularies.is_open')} help={t('vocabularies.is_open_help')} />
      <SaveBar label={t('vocabularies.create')} {...{ busy, changed, saved, errors }} />
    </Form>
  )
}
