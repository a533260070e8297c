import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayApprove } from '~/domain/identity/permissions'
import { bringersOf } from '~/domain/intake/outside-file.queries.server'
import { seenOf } from '~/domain/review/approve-values.commands.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { countWaiting, listWaiting } from '~/domain/review/review.queries.server'
import { countTextsWaiting, listTextsWaiting } from '~/domain/review/texts-to-review.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { changesShown } from './load-changes.server'
import { QueueRow } from './queue-row'
import { TextsRow } from './texts-row'
import { useQueueKeys } from './use-queue-keys'

export const handle = { i18n: ['review', 'outside', 'quality', 'library', 'metadata', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, locale, now }) => {
  const waiting = await listWaiting(db)
  const ids = waiting.map((each) => each.assetId)
  const [assets, readiness] = [await staffAssets({ db, viewer, now }, ids, locale), await loadReadiness(db, ids)]
  const bringers = await bringersOf(db, ids)
  const byId = new Map(waiting.map((each) => [each.assetId, each]))
  const texts = await listTextsWaiting(db)
  const textIds = texts.map((each) => each.assetId)
  const described = await staffAssets({ db, viewer, now }, textIds, locale)
  const ready = await loadReadiness(db, textIds)
  const shown = await changesShown(
    db,
    texts.map(({ changes }) => changes),
    locale,
  )
  return {
    title: fixedT(locale, 'library')('queue.title'),
    rows: assets.flatMap((asset) => {
      const [each, ready] = [byId.get(asset.id), readiness.get(asset.id)]
      return each && ready ? [{ ...asset, ...each, readiness: ready, guestName: bringers.get(asset.id) }] : []
    }),
    total: await countWaiting(db),
    texts: described.flatMap((asset) => {
      const each = texts.find(({ assetId }) => assetId === asset.id)
      if (!each) return []
      const { since, changedBy, changes } = each
      const isReady = ready.get(asset.id)?.missing.length === 0
      return [{ ...asset, since, changedBy, isReady, seen: seenOf(changes), changes: shown(changes) }]
    }),
    totalTexts: await countTextsWaiting(db),
    mayApprove: mayApprove(person),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type QueueItem = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export type TextsQueueItem = ReturnType<typeof useLoaderData<typeof loader>>['texts'][number]

export default function QueuePage() {
  const { rows, total, texts, totalTexts, mayApprove, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['library', 'review', 'quality'])
  const [first] = rows
  const [firstTexts] = texts
  const start = first ? urls.review.item(first.id) : firstTexts && urls.review.texts(firstTexts.id)
  const list = useQueueKeys([
    ...rows.map(({ id }) => ({ key: id, to: urls.review.item(id) })),
    ...texts.map(({ id }) => ({ key: `texts ${id}`, to: urls.review.texts(id) })),
  ])
  return (
    <>
      <PageHead
        title={t('queue.title')}
        intro={
          totalTexts > 0
            ? `${t('queue.count', { count: total })} · ${t('quality:texts.count', { count: totalTexts })}`
            : t('queue.count', { count: total })
        }
        actions={
          start && (
            <>
              {first && (
                <ButtonLink to={urls.library.grid({ state: 'in_review' })}>{t('review:queue.several')}</ButtonLink>
              )}
              <ButtonLink to={start} variant="primary" icon="eye">
                {t('review:queue.start')}
              </ButtonLink>
            </>
          )
        }
      />
      {!start ? (
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
          {texts.map((row) => (
            <TextsRow key={`texts ${row.id}`} row={row} mayApprove={mayApprove} locale={locale} />
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
