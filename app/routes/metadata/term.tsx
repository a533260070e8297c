import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { changeTerm, deprecateTerm, mergeTerm } from '~/domain/metadata/terms.commands.server'
import { findVocabulary, termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { inTree, type Term, TermSettings } from '~/domain/metadata/vocabulary'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { TermForm } from './term-form'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  const terms = vocabulary ? await termsOf(db, vocabulary.id) : []
  const term = terms.find(({ id }) => String(id) === params.term)
  if (!vocabulary || !term) throw new DomainError('metadata.unknown')
  const nameOf = ({ labels }: Term) => pickText(labels, locale, 'en')?.value ?? ''
  const others = inTree(terms, nameOf, locale).filter(({ id }) => id !== term.id)
  return {
    ...{ key: vocabulary.key, term, name: nameOf(term) },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    others: others.map((each) => ({
      value: String(each.id),
      label: '\u00a0\u00a0\u00a0'.repeat(each.depth) + nameOf(each),
    })),
  }
})

const Change = z.discriminatedUnion('intent', [
  TermSettings.extend({ intent: z.literal('save') }),
  z.strictObject({ intent: z.literal('merge'), intoId: z.number().int().positive().max(2_147_483_647) }),
  z.strictObject({ intent: z.literal('deprecate') }),
  z.strictObject({ intent: z.literal('restore') }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const key = params.vocabulary ?? ''
  const id = /^[1-9]\d{0,8}$/.test(params.term ?? '') ? Number(params.term) : 0
  if (input.intent === 'merge') {
    await mergeTerm(db, person, key, { id, intoId: input.intoId })
    return redirect(urls.admin.term(key, input.intoId))
  }
  if (input.intent === 'save') await changeTerm(db, person, key, { ...input, id })
  else await deprecateTerm(db, person, key, { id, isDeprecated: input.intent === 'deprecate' })
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function TermPage() {
  const { key, label, term, name, others } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('title'), to: urls.admin.metadata() },
              { label: t('vocabularies.title'), to: urls.admin.vocabularies() },
              { label, to: urls.admin.vocabulary(key) },
              { label: name },
            ]}
          />
        }
        title={<bdi>{name}</bdi>}
        intro={t('values', { count: term.used, shown: term.used })}
      />
      <div className="stack">
        {term.isDeprecated && <Notice title={t('terms.deprecated_title')}>{t('terms.deprecated_text')}</Notice>}
        <TermForm
          key={term.id}
          term={term}
          parents={others}
          result={answer?.result}
          saved={answer?.done === 'save' ? answer : undefined}
        />
        {others.length > 0 && (
          <Form method="post" className="stack panel">
            <h2>{t('terms.merge')}</h2>
            <p className="muted">{t('terms.merge_help')}</p>
            <RefusedNotice messages={refusalsOf(answer?.result)} />
            <input type="hidden" name="intent" value="merge" />
            <Select name="intoId" label={t('terms.into')} options={others} />
            <p className="button-row">
              <Button type="submit" variant="danger-quiet">
                {t('terms.merge')}
              </Button>
            </p>
          </Form>
        )}
        <Form method="post" className="page-end">
          <input type="hidden" name="intent" value={term.isDeprecated ? 'restore' : 'deprecate'} />
          <p className="button-row">
            <Button type="submit">{t(term.isDeprecated ? 'terms.restore' : 'terms.deprecate')}</Button>
            <span className="muted">{t('terms.deprecate_help')}</span>
          </p>
        </Form>
      </div>
    </>
  )
}
