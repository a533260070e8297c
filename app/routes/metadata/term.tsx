import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { removeTerm } from '~/domain/metadata/keyword-terms.commands.server'
import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { countTermsOf, findTerm, mergedInto, termsAbove } from '~/domain/metadata/term-tree.queries.server'
import { changeTerm, deprecateTerm, mergeTerm } from '~/domain/metadata/terms.commands.server'
import { findVocabulary, termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { inTree, TermSettings } from '~/domain/metadata/vocabulary'
import { writeTerm } from '~/domain/search/query/write'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { type Localized, pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { RefusedNotice } from '~/ui/refused-notice'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { WHOLE_TREE } from '../vocabularies/load-level.server'
import { TermName } from '../vocabularies/term-name'
import { INDENT } from '../vocabularies/term-table'
import { TermForm } from './term-form'

export const handle = { i18n: ['metadata', 'vocabularies', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  const id = idIn(params.term)
  const term = await findTerm(db, vocabulary.id, id)
  if (!term) {
    const into = await mergedInto(db, vocabulary.id, id)
    throw into === undefined ? new DomainError('metadata.unknown') : redirect(urls.admin.term(vocabulary.key, into))
  }
  const nameOf = ({ labels }: { labels: Localized }) => pickText(labels, locale, 'en')?.value ?? ''
  const isSmall = (await countTermsOf(db, vocabulary.id)) <= WHOLE_TREE
  const others = isSmall
    ? inTree(await termsOf(db, vocabulary.id), nameOf, locale).filter((each) => each.id !== id)
    : []
  return {
    ...{
      key: vocabulary.key,
      term,
      name: nameOf(term),
      isKeyword: vocabulary.id === KEYWORD_VOCABULARY,
      isSmall,
      locale,
    },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    path: (await termsAbove(db, id)).map((above) => ({ id: above.id, name: nameOf(above) })),
    others: others.map((each) => ({ value: String(each.id), label: INDENT.repeat(each.depth) + nameOf(each) })),
  }
})

const idIn = (text: string | undefined): number => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : 0)

const Change = z.discriminatedUnion('intent', [
  TermSettings.extend({ intent: z.literal('save') }),
  z.strictObject({
    intent: z.literal('merge'),
    intoId: z.number().int().positive().max(2_147_483_647).optional(),
    intoName: z.string().trim().max(100).optional(),
  }),
  z.strictObject({ intent: z.enum(['deprecate', 'restore', 'take_out']) }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const key = params.vocabulary ?? ''
  const id = idIn(params.term)
  if (input.intent === 'merge') {
    if (!input.intoId && !input.intoName) throw new DomainError('form.required', { field: 'intoName' })
    return redirect(urls.admin.term(key, await mergeTerm(db, person, key, { ...input, id })))
  }
  if (input.intent === 'take_out') {
    await removeTerm(db, person, key, id)
    return redirect(urls.admin.vocabulary(key))
  }
  if (input.intent === 'save') await changeTerm(db, person, key, { ...input, id })
  else await deprecateTerm(db, person, key, { id, isDeprecated: input.intent === 'deprecate' })
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function TermPage() {
  const { key, label, term, name, others, path, isKeyword, isSmall, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['metadata', 'vocabularies'])
  const refused = (field: string) => answer?.result?.error?.[field] ?? undefined
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('title'), to: urls.admin.metadata() },
              { label: t('vocabularies.title'), to: urls.admin.vocabularies() },
              { label, to: urls.admin.vocabulary(key) },
              ...path.map((above) => ({ label: above.name, to: urls.admin.term(key, above.id) })),
              { label: name },
            ]}
          />
        }
        title={<bdi>{name}</bdi>}
        intro={
          isKeyword ? (
            <Link className="link" to={urls.library.grid({ q: writeTerm('keyword', name) })}>
              {t('vocabularies:free.used', { count: term.used, shown: formatNumber(term.used, locale) })}
            </Link>
          ) : (
            t('values', { count: term.used, shown: formatNumber(term.used, locale) })
          )
        }
      />
      <div className="stack">
        {term.isDeprecated && <Notice title={t('terms.deprecated_title')}>{t('terms.deprecated_text')}</Notice>}
        <TermForm
          key={term.id}
          term={term}
          parents={others}
          vocabulary={key}
          below={isSmall ? undefined : (path.at(-1) ?? null)}
          result={answer?.result}
          saved={answer?.done === 'save' ? answer : undefined}
        />
        {(others.length > 0 || !isSmall) && (
          <Form method="post" className="stack panel">
            <h2>{t('terms.merge')}</h2>
            <p className="muted">{t('terms.merge_help')}</p>
            <input type="hidden" name="intent" value="merge" />
            {isSmall ? (
              <Select name="intoId" label={t('terms.into')} options={others} errors={refused('intoId')} />
            ) : (
              <TermName
                vocabulary={key}
                name="intoName"
                label={t('terms.into')}
                errors={refused('intoName')}
                required
              />
            )}
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
        {isKeyword && (
          <Form method="post" className="page-end">
            <RefusedNotice messages={answer?.result?.error?.[''] ?? []} />
            <p className="button-row">
              <Button type="submit" name="intent" value="take_out" variant="danger-quiet">
                {t('vocabularies:take_out')}
              </Button>
              <span className="muted">{t('vocabularies:take_out_help')}</span>
            </p>
          </Form>
        )}
      </div>
    </>
  )
}
