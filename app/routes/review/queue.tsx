import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayApprove } from '~/domain/identity/permissions'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { countWaiting, listWaiting } from '~/domain/review/review.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { QueueRow } from './queue-row'
import { useQueueKeys } from './use-queue-keys'

export const handle = { i18n: ['review', 'library', 'metadata', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, locale, now }) => {
  const waiting = await listWaiting(db)
  const ids = waiting.map((each) => each.assetId)
  const [assets, readiness] = [await staffAssets({ db, viewer, now }, ids, locale), await loadReadiness(db, ids)]
  const byId = new Map(waiting.map((each) => [each.assetId, each]))
  return {
    title: fixedT(locale, 'library')('queue.title'),
    rows: assets.flatMap((asset) => {
      const [each, ready] = [byId.get(asset.id), readiness.get(asset.id)]
      return each && ready ? [{ ...asset, ...each, readiness: ready }] : []
    }),
    total: await countWaiting(db),
    mayApprove: mayApprove(person),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type QueueItem = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export default function QueuePage() {
  const { rows, total, mayApprove, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['library', 'review'])
  const [first] = rows
  const list = useQueueKeys(rows.map((row) => row.id))
  return (
    <>
      <PageHead
        title={t('queue.title')}
        intro={t('queue.count', { count: total })}
        actions={
          first && (
            <>
              <ButtonLink to={urls.library.grid({ state: 'in_review' })}>{t('review:queue.several')}</ButtonLink>
              <ButtonLink to={urls.review.item(first.id)} variant="primary" icon="eye">
                {t('review:queue.start')}
              </ButtonLink>
            </>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState
          icon="check-circle"
          title={t('queue.empty')}
          actions={<ButtonLink to={urls.library.grid({ state: 'draft' })}>{t('queue.drafts')}</ButtonLink>}
        >
          {t('queue.empty_text')}
        </EmptyState>
      ) : (
        <ul className="order-list" ref={list}>
          {rows.map((row) => (
            <QueueRow key={row.id} row={row} mayApprove={mayApprove} locale={locale} />
          ))}
        </ul>
      )}
      {total > rows.length && (
        <p className="muted">
          {t('review:queue.more', { count: total - rows.length, shown: formatNumber(rows.length, locale) })}
        </p>
      )}
    </>
  )
}
