import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createTerm } from '~/domain/metadata/terms.commands.server'
import { findVocabulary, termsOf } from '~/domain/metadata/vocabularies.queries.server'
import { inTree, type Term, TermSettings } from '~/domain/metadata/vocabulary'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Badge } from '~/ui/badge'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { DataTable } from '~/ui/data-table'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { TermForm } from './term-form'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (!vocabulary) throw new DomainError('metadata.unknown')
  const nameOf = ({ labels }: Term) => pickText(labels, locale, 'en')?.value ?? ''
  const terms = inTree(await termsOf(db, vocabulary.id), nameOf, locale)
  return {
    ...{ key: vocabulary.key, isOpen: vocabulary.isOpen, locale },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    terms: terms.map((term) => ({
      ...{ id: term.id, name: nameOf(term), depth: term.depth, used: term.used, isDeprecated: term.isDeprecated },
      synonyms: Object.values(term.synonyms).flat().join(', '),
    })),
  }
})

const Change = TermSettings.extend({ intent: z.literal('add') })

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => ({
  added: await createTerm(db, person, params.vocabulary ?? '', input),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.label ?? 'Vitrine' }]

const INDENT = '\u00a0\u00a0\u00a0'

export default function VocabularyPage() {
  const { key, label, isOpen, terms, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ added?: number; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('title'), to: urls.admin.metadata() },
              { label: t('vocabularies.title'), to: urls.admin.vocabularies() },
              { label },
            ]}
          />
        }
        title={<bdi>{label}</bdi>}
        intro={
          <>
            <code dir="ltr">{key}</code> {isOpen && <Badge>{t('vocabularies.open')}</Badge>}
          </>
        }
      />
      <div className="stack">
        {terms.length > 0 && (
          <DataTable<(typeof terms)[number]>
            caption={label}
            rows={terms}
            rowKey={({ id }) => String(id)}
            stacks
            columns={[
              {
                key: 'name',
                header: t('form.name'),
                names: true,
                cell: ({ id, name, depth, isDeprecated }) => (
                  <>
                    {INDENT.repeat(depth)}
                    <Link className="link" to={urls.admin.term(key, id)} dir="auto">
                      {name}
                    </Link>{' '}
                    {isDeprecated && <Badge tone="warn">{t('terms.deprecated')}</Badge>}
                  </>
                ),
              },
              { key: 'synonyms', header: t('terms.synonyms'), quiet: true, cell: ({ synonyms }) => synonyms },
              {
                key: 'used',
                header: t('terms.used'),
                numeric: true,
                cell: ({ used }) => formatNumber(used, locale),
              },
            ]}
          />
        )}
        <TermForm
          key={answer?.added}
          parents={terms.map(({ id, name, depth }) => ({ value: String(id), label: INDENT.repeat(depth) + name }))}
          result={answer?.result}
          saved={answer?.added ? answer : undefined}
        />
      </div>
    </>
  )
}
