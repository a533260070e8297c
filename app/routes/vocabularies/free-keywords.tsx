import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Operation } from '~/domain/bulk/bulk-edit'
import { MOST_ASSETS, planBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { type BuiltInKey, keywordLine } from '~/domain/metadata/built-in'
import { addSynonym, removeSynonym, removeTerm } from '~/domain/metadata/keyword-terms.commands.server'
import { KEYWORD_VOCABULARY, termMeant } from '~/domain/metadata/keywords'
import { keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { createTerm } from '~/domain/metadata/terms.commands.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { TermSettings } from '~/domain/metadata/vocabulary'
import { PAGE_OF_FREE } from '~/domain/search/free-keywords'
import { assetsWithKeyword, listFreeKeywords } from '~/domain/search/free-keywords.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { LOCALES, pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { RefusedNotice } from '~/ui/refused-notice'
import { SearchField } from '~/ui/search-field'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { FreeKeywordRow } from './free-keyword-row'

export const handle = { i18n: ['vocabularies', 'metadata', 'library', 'ui', 'errors'] }

const Asked = z.object({
  q: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(2000).catch(1),
  language: z.enum(LOCALES).optional().catch(undefined),
})

export const loader = staffLoader('manager', async ({ db, params, url, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  if (vocabulary?.id !== KEYWORD_VOCABULARY) throw new DomainError('metadata.unknown')
  const { q, page, language } = Asked.parse(Object.fromEntries(url.searchParams))
  return {
    ...(await listFreeKeywords(db, { text: q, page: page - 1 })),
    ...{ key: vocabulary.key, q, page, language: language ?? locale, locale, size: PAGE_OF_FREE },
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
    title: fixedT(locale, 'vocabularies')('free.title'),
  }
})

const Word = z.string().trim().min(1).max(100)
const Act = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('term'), word: Word, language: z.enum(LOCALES) }),
  z.strictObject({
    ...{ intent: z.literal('synonym'), word: Word, language: z.enum(LOCALES) },
    into: z.string().trim().min(1, 'form.required').max(100),
  }),
  z.strictObject({ intent: z.literal('remove'), word: Word }),
  z.strictObject({ intent: z.literal('undo_term'), id: z.number().int().positive().max(2_147_483_647), word: Word }),
  z.strictObject({
    ...{ intent: z.literal('undo_synonym'), id: z.number().int().positive().max(2_147_483_647), word: Word },
    language: z.enum(LOCALES),
  }),
])

export const action = staffAction('manager', Act, async ({ db, person, params, input, locale }) => {
  const key = params.vocabulary ?? ''
  const vocabulary = await findVocabulary(db, key)
  if (vocabulary?.id !== KEYWORD_VOCABULARY) throw new DomainError('metadata.unknown')
  const { word, intent } = input
  switch (input.intent) {
    case 'term': {
      const labels = { [input.language]: word }
      const id = await createTerm(db, person, key, TermSettings.parse({ labels, synonyms: {} }))
      return { done: { intent, word, id, name: word } }
    }
    case 'synonym': {
      const id = termMeant(await keywordMeanings(db, [input.into]), input.into, locale)?.id
      if (id === undefined) throw new DomainError('metadata.no_such_term', { field: 'into', name: input.into })
      await addSynonym(db, person, key, { id, word, locale: input.language })
      return { done: { intent, word, id, name: input.into, language: input.language } }
    }
    case 'remove': {
      const operation = Operation.parse({ act: 'remove', field: FIELD_KEY, value: keywordLine([word]) })
      const assets = await assetsWithKeyword(db, word, MOST_ASSETS)
      return redirect(urls.bulkEdits.edit(await planBulkEdit(db, person, operation, assets)))
    }
    case 'undo_term':
      await removeTerm(db, person, key, input.id)
      return { done: { intent, word, id: 0, name: '' } }
    case 'undo_synonym':
      await removeSynonym(db, person, key, { id: input.id, word, locale: input.language })
      return { done: { intent, word, id: 0, name: '' } }
  }
})

const FIELD_KEY: BuiltInKey = 'keywords'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

/** What a word was made into. */
export interface Done {
  intent: 'term' | 'synonym' | 'undo_term' | 'undo_synonym'
  word: string
  id: number
  name: string
  language?: string
}

export interface FreeKeywordAnswer {
  done?: Done
  result?: { initialValue?: Record<string, unknown> | null; error?: Record<string, string[] | null> | null }
}

export default function FreeKeywordsPage() {
  const { keywords, total, key, label, q, page, size, language } = useLoaderData<typeof loader>()
  const answer = useActionData<FreeKeywordAnswer>()
  const { t } = useTranslation(['vocabularies', 'metadata', 'library'])
  const to = (number: number) => urls.vocabularies.freeKeywords(key, { q: q || undefined, page: number, language })
  const errors = Object.entries(answer?.result?.error ?? {}).flatMap(([field, said]) =>
    field === 'into' ? [] : (said ?? []),
  )
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('metadata:vocabularies.title'), to: urls.admin.vocabularies() },
              { label, to: urls.admin.vocabulary(key) },
              { label: t('free.title') },
            ]}
          />
        }
        title={t('free.title')}
        intro={t('free.intro')}
      />
      <div className="stack">
        <RefusedNotice messages={errors} />
        {answer?.done && <DoneNotice done={answer.done} vocabulary={key} />}
        {(keywords.length > 0 || q) && (
          <Form method="get" className="button-row free-filter" role="search">
            <SearchField label={t('free.search')} defaultValue={q} maxLength={100} />
            <Select
              name="language"
              label={t('free.language')}
              labelHidden
              defaultValue={language}
              options={LOCALES.map((locale) => ({
                value: locale,
                label: t('free.language_is', { language: t(`library:language.${locale}`) }),
              }))}
            />
            <Button type="submit">{t('free.show')}</Button>
          </Form>
        )}
        {keywords.length === 0 ? (
          <EmptyState icon="check-circle" title={t(q ? 'free.none_found' : 'free.none')}>
            {t(q ? 'free.none_found_text' : 'free.none_text')}
          </EmptyState>
        ) : (
          <ul className="panel free-list" aria-label={t('free.title')}>
            {keywords.map((word) => (
              <FreeKeywordRow key={word.word} {...word} vocabulary={key} language={language} answer={answer} />
            ))}
          </ul>
        )}
        {total > size && keywords.length > 0 && (
          <Pagination
            from={(page - 1) * size + 1}
            to={(page - 1) * size + keywords.length}
            total={total}
            previous={page > 1 ? to(page - 1) : undefined}
            next={page * size < total ? to(page + 1) : undefined}
          />
        )}
      </div>
    </>
  )
}

/** Says what a word has become, and takes it back. */
function DoneNotice({ done, vocabulary }: { done: Done; vocabulary: string }) {
  const { t } = useTranslation('vocabularies')
  const busy = useNavigation().state !== 'idle'
  const { intent, word, name, id, language } = done
  const undo = intent === 'term' ? 'undo_term' : intent === 'synonym' ? 'undo_synonym' : undefined
  return (
    <Notice
      key={`${intent} ${word} ${id}`}
      tone="ok"
      live="polite"
      title={t(`free.done.${intent}`, { word, name })}
      actions={
        undo && (
          <Form method="post" preventScrollReset className="button-row">
            <input type="hidden" name="word" value={word} />
            <input type="hidden" name="id" value={id} />
            {undo === 'undo_synonym' && <input type="hidden" name="language" value={language} />}
            <Button type="submit" size="s" name="intent" value={undo} busy={busy}>
              {t('free.undo')}
            </Button>
            {undo === 'undo_term' && (
              <a className="button button-quiet button-s" href={urls.admin.term(vocabulary, id)}>
                {t('free.open_term')}
              </a>
            )}
          </Form>
        )
      }
    />
  )
}
