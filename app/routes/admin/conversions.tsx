import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countUnread, type UnreadPictures } from '~/domain/appearances/appearances.queries.server'
import { listFailures, loadConversionState } from '~/domain/renditions/conversions.queries.server'
import { Failures, retryFailures } from '~/domain/renditions/retry-failures.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { Result } from '~/ui/result'
import { ConverterTable } from './converter-table'
import { FailureGroups } from './failure-groups'
import { InstallNotice } from './install-notice'
import { IsolationNotice } from './isolation-notice'

export const handle = { i18n: ['conversions', 'similar', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale }) => ({
  state: await loadConversionState(db),
  failures: await listFailures(db),
  unread: await countUnread(db),
  locale,
  title: fixedT(locale, 'conversions')('title'),
}))

export const action = staffAction('admin', Failures, async ({ db, person, input }) => ({
  retried: await retryFailures(db, person, input),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  retried?: number
  result?: { error?: Record<string, string[] | null> }
}

export default function ConversionsPage() {
  const { state, failures, unread, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('conversions')
  const missing = state.converters.filter(({ isPresent }) => !isPresent).map(({ name }) => name)
  const isGood = missing.length === 0 && state.isolation === 'bubblewrap' && failures.length === 0
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <div className="stack">
        <RetryResult />
        {!state.isolation ? (
          <EmptyState icon="clock" title={t('unreported.title')}>
            {t('unreported.text')}
          </EmptyState>
        ) : (
          <>
            {isGood && (
              <Notice tone="ok" title={t('good.title')}>
                {t('good.text')}
              </Notice>
            )}
            {missing.length > 0 && <InstallNotice missing={missing} />}
            <IsolationNotice isolation={state.isolation} isToInstall={missing.length > 0} />
          </>
        )}
        <UnreadNotice unread={unread} />
        <FailureGroups failures={failures} />
        {state.seenAt && <ConverterTable converters={state.converters} seenAt={state.seenAt} locale={locale} />}
      </div>
    </>
  )
}

/** Pictures that are not found by colour yet, and among those that are like others. */
function UnreadNotice({ unread: { count, failed } }: { unread: UnreadPictures }) {
  const { t } = useTranslation('similar')
  if (count === 0) return null
  return (
    <Notice tone={failed > 0 ? 'warn' : 'info'} title={t('unread.title')}>
      {t('unread.waiting', { count })} {failed > 0 && t('unread.failed', { count: failed })}
    </Notice>
  )
}

/** What became of the request to try again: its group is no longer on the page. */
function RetryResult() {
  const answer = useActionData<Answer>()
  const { t } = useTranslation('conversions')
  const refused = refusalsOf(answer?.result)
  if (!answer) return null
  return (
    <Result of={answer}>
      {answer.retried !== undefined ? (
        <Notice tone="ok" live="polite">
          {t('failures.retried', { count: answer.retried })}
        </Notice>
      ) : (
        <Notice tone="warn" live="polite">
          {refused.join(' ')}
        </Notice>
      )}
    </Result>
  )
}
