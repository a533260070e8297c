import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { mayApprove } from '~/domain/identity/permissions'
import { QUEUE_GROUPS } from '~/domain/quality/queue'
import { loadQueues } from '~/domain/quality/queues.queries.server'
import { matchingIds } from '~/domain/search/library.queries.server'
import { LONGEST_QUERY } from '~/domain/search/query/query'
import { storeSelection } from '~/domain/search/selection.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { QueueRow } from './queue-row'

export const handle = { i18n: ['quality', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, locale, now }) => ({
  queues: await loadQueues({ db, viewer, now }, locale),
  mayApprove: mayApprove(person),
  locale,
  title: fixedT(locale, 'quality')('title'),
}))

/** Files of a list that is gone through; when it is done, the next ones follow. */
const MOST_IN_A_LIST = 5000

const Start = z.strictObject({ q: z.string().min(1).max(LONGEST_QUERY) })

/** Stores what a queue holds now, so that its order stays while it is worked through, and leads to the first file. */
export const action = staffAction('editor', Start, async ({ db, viewer, person, now, input: { q } }) => {
  const { ids } = await matchingIds({ db, viewer, now }, { q }, MOST_IN_A_LIST)
  if (ids.length === 0) return { done: 'empty' }
  return redirect(urls.describe.start({ selection: await storeSelection(db, person, ids), q }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type CountedQueue = ReturnType<typeof useLoaderData<typeof loader>>['queues'][number]

export default function QualityPage() {
  const { queues, locale, mayApprove: approves } = useLoaderData<typeof loader>()
  const { t } = useTranslation('quality')
  const answer = useActionData<{ done?: string }>()
  const open = queues.filter(({ count }) => count > 0)
  const clean = queues.filter(({ count }) => count === 0)
  const first = open.find(({ isOfTexts }) => isOfTexts)
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <div className="stack">
        {answer?.done && <Notice tone="ok" live="polite" title={t('meanwhile')} />}
        {open.length === 0 && (
          <EmptyState icon="check-circle" title={t('complete')}>
            {t('complete_text')}
          </EmptyState>
        )}
        {QUEUE_GROUPS.map((group) => {
          const own = open.filter((queue) => queue.group === group)
          return (
            own.length > 0 && (
              <section key={group} className="quality-group" aria-labelledby={`group-${group}`}>
                <h2 id={`group-${group}`}>{t(`group.${group}`)}</h2>
                <ul className="order-list">
                  {own.map((queue) => (
                    <QueueRow key={queue.q ?? queue.name} {...{ queue, locale, approves }} isFirst={queue === first} />
                  ))}
                </ul>
              </section>
            )
          )
        })}
        {clean.length > 0 && open.length > 0 && (
          <details className="disclosure">
            <summary>{t('clean', { count: clean.length })}</summary>
            <ul className="order-list">
              {clean.map((queue) => (
                <QueueRow key={queue.q ?? queue.name} {...{ queue, locale, approves }} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </>
  )
}
