import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { NewField } from '~/domain/metadata/field-settings'
import { createField } from '~/domain/metadata/fields.commands.server'
import { listGroups } from '~/domain/metadata/fields.queries.server'
import { listVocabularies } from '~/domain/metadata/vocabularies.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { FieldForm } from './field-form'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => ({
  ...{ groups: await listGroups(db), locale, title: fixedT(locale, 'metadata')('new') },
  vocabularies: (await listVocabularies(db)).map(({ key, labels }) => ({
    ...{ key, label: pickText(labels, locale, 'en')?.value ?? key },
  })),
}))

export const action = staffAction('manager', NewField, async ({ db, person, input }) => {
  await createField(db, person, input)
  return redirect(urls.admin.field(input.key))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewFieldPage() {
  const { groups, vocabularies, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.metadata() }, { label: t('new') }]} />}
        title={t('new')}
      />
      <FieldForm groups={groups} vocabularies={vocabularies} result={answer?.result} locale={locale} />
    </>
  )
}
