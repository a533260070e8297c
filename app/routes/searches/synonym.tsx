import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addSynonym } from '~/domain/metadata/terms.commands.server'
import { findTerms, findVocabulary, listVocabularies } from '~/domain/metadata/vocabularies.queries.server'
import { nearTerms } from '~/domain/search/near-terms.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES, pickText } from '~/platform/language'
import { useResult } from '~/routes/library/use-result'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { RadioCards } from '~/ui/radio-cards'
import { Select } from '~/ui/select'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'

export const handle = { i18n: ['searches', 'library', 'ui', 'errors'] }

/** Stands for a term that is typed by its name. */
const OTHER = 'other'

export const loader = staffLoader('manager', async ({ db, url, locale }) => {
  const name = (url.searchParams.get('q') ?? '').trim().slice(0, 100)
  const near = await nearTerms(db, name.toLowerCase())
  const vocabularies = await listVocabularies(db)
  const called = (labels: Parameters<typeof pickText>[0], or: string) => pickText(labels, locale, 'en')?.value ?? or
  return {
    name,
    near: near.map(({ id, labels, vocabulary, vocabularyLabels }) => ({
      ...{ value: `${vocabulary}:${id}`, title: called(labels, String(id)) },
      help: called(vocabularyLabels, vocabulary),
    })),
    vocabularies: vocabularies.map(({ key, labels }) => ({ value: key, label: called(labels, key) })),
    locale,
    title: fixedT(locale, 'searches')('synonym.title', { name }),
  }
})

const Synonym = z.strictObject({
  name: z.string().trim().min(1).max(100),
  locale: z.enum(LOCALES),
  /** A vocabulary and the id of one of its terms, or `other`. */
  term: z.string().regex(/^(other|[a-z][a-z0-9_]{0,39}:[1-9]\d{0,8})$/),
  vocabulary: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/)
    .optional(),
  other: z.string().trim().max(100).optional(),
})

export const action = staffAction('manager', Synonym, async ({ db, person, input }) => {
  const { name, locale } = input
  const [key = '', chosen = ''] = input.term === OTHER ? [input.vocabulary] : input.term.split(':')
  const vocabulary = await findVocabulary(db, key)
  if (!vocabulary) throw new DomainError('form.choice_gone', { field: 'vocabulary' })
  const other = input.other ?? ''
  const id = chosen ? Number(chosen) : other && (await findTerms(db, vocabulary.id, [other])).get(other)
  if (!id) throw new DomainError('form.choice_gone', { field: 'other' })
  await addSynonym(db, person, key, { id, locale, name })
  return redirect(urls.admin.searches({ added: name }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function SynonymPage() {
  const { name, near, vocabularies, locale, title } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['searches', 'library'])
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const busy = useNavigation().state === 'submitting'
  const [form, fields] = useForm<z.input<typeof Synonym>>({
    id: 'synonym',
    lastResult: useResult(answer),
    defaultValue: { name, locale, term: near[0]?.value ?? OTHER },
  })
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.searches() }, { label: title }]} />}
        title={title}
        intro={t('synonym.intro')}
      />
      <Form method="post" {...getFormProps(form)} className="stack panel">
        <TextField field={fields.name} label={t('synonym.name')} maxLength={100} required />
        <Select
          field={fields.locale}
          label={t('synonym.locale')}
          options={LOCALES.map((value) => ({ value, label: t(`library:language.${value}`) }))}
        />
        <RadioCards
          field={fields.term}
          legend={t('synonym.term')}
          cards={[...near, { value: OTHER, title: t('synonym.other'), help: t('synonym.other_help') }]}
        />
        <Select field={fields.vocabulary} label={t('synonym.vocabulary')} options={vocabularies} />
        <TextField field={fields.other} label={t('synonym.other_name')} maxLength={100} optional />
        <div className="button-row">
          <Button type="submit" variant="primary" busy={busy}>
            {t('synonym.submit')}
          </Button>
          <ButtonLink to={urls.admin.searches()}>{t('synonym.cancel')}</ButtonLink>
        </div>
      </Form>
    </>
  )
}
