import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { OUTCOMES, PAGE_OF_CONCEPTS } from '~/domain/vocabularies/vocabulary-import'
import {
  discardVocabularyImport,
  startVocabularyImport,
} from '~/domain/vocabularies/vocabulary-imports.commands.server'
import {
  countConcepts,
  findVocabularyImport,
  listConcepts,
} from '~/domain/vocabularies/vocabulary-imports.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { ProgressBar } from '~/ui/progress-bar'
import { urls } from '~/urls'
import { useLookAgain } from '../library/use-look-again'
import { ConceptTable, OutcomeLinks } from './concept-table'

export const handle = { i18n: ['vocabularies', 'metadata', 'ui', 'errors'] }

const Asked = z.object({
  of: z.enum(OUTCOMES).optional().catch(undefined),
  after: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
})

export const loader = staffLoader('manager', async ({ db, params, url, locale }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  const run = await findVocabularyImport(db, params.import)
  if (!vocabulary || run?.vocabularyId !== vocabulary.id) throw new DomainError('metadata.unknown')
  const { of, after } = Asked.parse(Object.fromEntries(url.searchParams))
  const counts = await countConcepts(db, run.id)
  // What needs a look is shown first.
  const outcome = of ?? (counts.refused > 0 ? 'refused' : undefined)
  const { fileName, state, reason, facts, ignored } = run
  return {
    ...{ key: vocabulary.key, id: run.id, fileName, state, reason, facts, ignored, counts, outcome, after, locale },
    concepts: await listConcepts(db, run.id, { outcome, after: after ?? -1 }),
    label: pickText(vocabulary.labels, locale, 'en')?.value ?? vocabulary.key,
  }
})

const Act = z.strictObject({ intent: z.enum(['take_in', 'discard']) })

export const action = staffAction('manager', Act, async ({ db, person, params, input }) => {
  const vocabulary = await findVocabulary(db, params.vocabulary ?? '')
  const run = await findVocabularyImport(db, params.import)
  if (!vocabulary || run?.vocabularyId !== vocabulary.id) throw new DomainError('metadata.unknown')
  if (input.intent === 'take_in') {
    await startVocabularyImport(db, person, run.id)
    return { done: input.intent }
  }
  await discardVocabularyImport(db, run.id)
  return redirect(urls.vocabularies.exchange(vocabulary.key))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.fileName ?? 'Vitrine' }]

/** What a file of terms would change, before anything does; and what it has changed. */
export default function VocabularyImportPage() {
  const { key, id, fileName, label, state, reason, facts, ignored, counts, outcome, after, concepts, locale } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation(['vocabularies', 'metadata'])
  const sent = useNavigation().formData?.get('intent')
  useLookAgain(state === 'reading' || state === 'applying')
  const number = (count: number) => formatNumber(count, locale)
  const left = Object.entries(ignored).map(([name, count]) => `${name} (${number(count)})`)
  const last = concepts.at(-1)?.position
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label, to: urls.admin.vocabulary(key) },
              { label: t('exchange.link'), to: urls.vocabularies.exchange(key) },
              { label: fileName },
            ]}
          />
        }
        title={<bdi>{fileName}</bdi>}
        intro={t(`import.state.${state}`)}
        actions={
          <Form method="post" className="button-row">
            {state === 'planned' && counts.changing > 0 && (
              <Button type="submit" name="intent" value="take_in" variant="primary" busy={sent === 'take_in'}>
                {t('import.take_in', { count: counts.changing, shown: number(counts.changing) })}
              </Button>
            )}
            {(state === 'planned' || state === 'failed') && (
              <Button type="submit" name="intent" value="discard" busy={sent === 'discard'}>
                {t('import.discard')}
              </Button>
            )}
            {state === 'done' && <ButtonLink to={urls.admin.vocabulary(key)}>{t('import.to_vocabulary')}</ButtonLink>}
          </Form>
        }
      />
      <div className="stack">
        {(state === 'reading' || state === 'applying') && (
          <ProgressBar label={t(`import.state.${state}`)} detail={t('import.wait')} />
        )}
        {state === 'failed' && (
          <Notice tone="bad" live="polite" title={t(`import.reason.${reason}`)}>
            {[
              facts.line && t('import.line', { line: number(Number(facts.line)) }),
              facts.detail && String(facts.detail),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Notice>
        )}
        {state === 'done' && <Notice tone="ok" live="polite" title={t('import.done')} />}
        {state === 'planned' && counts.changing === 0 && counts.total > 0 && (
          <Notice title={t('import.nothing')}>{t('import.nothing_text')}</Notice>
        )}
        {left.length > 0 && <Notice title={t('import.ignored')}>{left.join(', ')}</Notice>}
        {counts.total > 0 && (
          <section className="panel stack" aria-labelledby="concepts">
            <h2 id="concepts">{t(state === 'done' ? 'import.report' : 'import.plan')}</h2>
            <OutcomeLinks {...{ counts, outcome, locale }} to={(of) => urls.vocabularies.import(key, id, { of })} />
            <ConceptTable concepts={concepts} />
            {concepts.length === PAGE_OF_CONCEPTS && last !== undefined && (
              <p className="button-row">
                {after !== undefined && (
                  <ButtonLink to={urls.vocabularies.import(key, id, { of: outcome })} size="s">
                    {t('import.first')}
                  </ButtonLink>
                )}
                <ButtonLink to={urls.vocabularies.import(key, id, { of: outcome, after: last })} size="s" rel="next">
                  {t('import.more')}
                </ButtonLink>
              </p>
            )}
          </section>
        )}
      </div>
    </>
  )
}
