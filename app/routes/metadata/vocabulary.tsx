import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { openVocabulary } from '~/domain/metadata/keyword-terms.commands.server'
import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { createTerm } from '~/domain/metadata/terms.commands.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { listFreeKeywords } from '~/domain/search/free-keywords.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'
import { loadLevel } from '../vocabularies/load-level.server'
import { OpenState } from '../vocabularies/open-state'
import { INDENT, TermTable } from '../vocabularies/term-table'
import { TermForm } from './term-form'

export const handle = { i18n: ['metadata', 'vocabularies', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, url, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  const isKeywords = vocabulary.id === KEYWORD_VOCABULARY
  return {
    ...{ key: vocabulary.key, isOpen: vocabulary.isOpen, isKeywords, locale },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    level: await loadLevel(db, vocabulary.id, { url, locale }),
    free: isKeywords ? (await listFreeKeywords(db, {})).total : 0,
  }
})

const Change = z.discriminatedUnion('intent', [
  TermSettings.extend({ intent: z.literal('add') }),
  z.strictObject({ intent: z.enum(['open', 'close']) }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const key = params.vocabulary ?? ''
  if (input.intent === 'add') return { added: await createTerm(db, person, key, input) }
  await openVocabulary(db, person, key, input.intent === 'open')
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.label ?? 'Vitrine' }]

export default function VocabularyPage() {
  const { key, label, isOpen, isKeywords, level, free, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ added?: number; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['metadata', 'vocabularies'])
  const { q, below, page, path, terms, total, isWhole } = level
  const here = path.at(-1)
  const shown = (number: number) => urls.vocabularies.vocabulary(key, { below, page: number })
  const from = (page - 1) * terms.length + 1
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('title'), to: urls.admin.metadata() },
              { label: t('vocabularies.title'), to: urls.admin.vocabularies() },
              ...(here ? [{ label, to: urls.admin.vocabulary(key) }] : []),
              ...path.slice(0, -1).map(({ id, name }) => ({
                ...{ label: name, to: urls.vocabularies.vocabulary(key, { below: id }) },
              })),
              { label: here?.name ?? label },
            ]}
          />
        }
        title={<bdi>{here?.name ?? label}</bdi>}
        intro={t('vocabularies:terms', { count: total, shown: formatNumber(total, locale) })}
        actions={
          <>
            {isKeywords && (
              <ButtonLink to={urls.vocabularies.freeKeywords(key)}>
                {t('vocabularies:free.link', { count: free, shown: formatNumber(free, locale) })}
              </ButtonLink>
            )}
            <ButtonLink to={urls.vocabularies.exchange(key)}>{t('vocabularies:exchange.link')}</ButtonLink>
          </>
        }
      />
      <div className="stack">
        {(!isWhole || terms.length > 10) && (
          <Form method="get" className="button-row" role="search">
            <SearchField label={t('vocabularies:search')} defaultValue={q} maxLength={100} />
            <Button type="submit">{t('vocabularies:free.show')}</Button>
          </Form>
        )}
        {terms.length > 0 ? (
          <TermTable vocabulary={key} caption={here?.name ?? label} terms={terms} />
        ) : (
          (q || total === 0) && (
            <EmptyState icon="list" title={t(q ? 'vocabularies:none_found' : 'vocabularies:none')}>
              {t(
                q
                  ? 'vocabularies:none_found_text'
                  : isKeywords
                    ? 'vocabularies:none_keywords'
                    : 'vocabularies:none_text',
              )}
            </EmptyState>
          )
        )}
        {!q && (level.hasMore || page > 1) && (
          <Pagination
            from={from}
            to={from + terms.length - 1}
            previous={page > 1 ? shown(page - 1) : undefined}
            next={level.hasMore ? shown(page + 1) : undefined}
          />
        )}
        {!q && (
          <TermForm
            key={`${answer?.added} ${below}`}
            vocabulary={key}
            below={isWhole ? undefined : (here ?? null)}
            parents={
              isWhole
                ? terms.map(({ id, name, depth }) => ({ value: String(id), label: INDENT.repeat(depth) + name }))
                : []
            }
            result={answer?.result}
            saved={answer?.added ? answer : undefined}
          />
        )}
        {!here && !q && <OpenState isOpen={isOpen} isKeywords={isKeywords} />}
      </div>
    </>
  )
}
