import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayApprove } from '~/domain/identity/permissions'
import { bringersOf } from '~/domain/intake/outside-file.queries.server'
import { seenOf } from '~/domain/review/approve-values.commands.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { QUEUE_VIEWS, type QueueView } from '~/domain/review/review'
import { countWaiting, listWaiting } from '~/domain/review/review.queries.server'
import { reviewsOf } from '~/domain/review/rounds.queries.server'
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

export const handle = { i18n: ['review', 'review-steps', 'outside', 'quality', 'library', 'metadata', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, url, locale, now }) => {
  const asked = url.searchParams.get('view')
  const view = QUEUE_VIEWS.find((each) => each === asked) ?? 'all'
  const part = { view, personId: person.id, now }
  const waiting = await listWaiting(db, { part })
  const ids = waiting.map((each) => each.assetId)
  const [assets, readiness] = [await staffAssets({ db, viewer, now }, ids, locale), await loadReadiness(db, ids)]
  const bringers = await bringersOf(db, ids)
  const byId = new Map(waiting.map((each) => [each.assetId, each]))
  const texts = view === 'all' ? await listTextsWaiting(db) : []
  const textIds = texts.map((each) => each.assetId)
  const described = await staffAssets({ db, viewer, now }, textIds, locale)
  const ready = await loadReadiness(db, textIds)
  const shown = await changesShown(
    db,
    texts.map(({ changes }) => changes),
    locale,
  )
  const reviews = await reviewsOf(
    db,
    assets.map(({ versionId }) => versionId),
    person.id,
  )
  return {
    title: fixedT(locale, 'library')('queue.title'),
    rows: assets.flatMap((asset) => {
      const [each, ready] = [byId.get(asset.id), readiness.get(asset.id)]
      const review = reviews.get(asset.versionId)
      const more = { guestName: bringers.get(asset.id), refusal: review?.refusal ?? null, review, now }
      return each && ready ? [{ ...asset, ...each, readiness: ready, ...more }] : []
    }),
    view,
    total: view === 'all' ? await countWaiting(db) : waiting.length,
    texts: described.flatMap((asset) => {
      const each = texts.find(({ assetId }) => assetId === asset.id)
      if (!each) return []
      const { since, changedBy, changes } = each
      const isReady = ready.get(asset.id)?.missing.length === 0
      return [{ ...asset, since, changedBy, isReady, seen: seenOf(changes), changes: shown(changes) }]
    }),
    totalTexts: view === 'all' ? await countTextsWaiting(db) : 0,
    mayApprove: mayApprove(person),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type QueueItem = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export type TextsQueueItem = ReturnType<typeof useLoaderData<typeof loader>>['texts'][number]

export default function QueuePage() {
  const { rows, view, total, texts, totalTexts, mayApprove, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['library', 'review', 'review-steps', 'quality'])
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
      <QueueViews view={view} />
      {!start && view !== 'all' ? (
        <EmptyState
          icon="check-circle"
          title={t('review-steps:queue.none')}
          actions={<ButtonLink to={urls.review.queue()}>{t('review-steps:queue.all')}</ButtonLink>}
        >
          {t('review-steps:queue.none_text')}
        </EmptyState>
      ) : !start ? (
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

/** The parts of the queue, as links. */
function QueueViews({ view }: { view: QueueView }) {
  const { t } = useTranslation('review-steps')
  return (
    <nav className="filter-bar inbox-views" aria-label={t('queue.label')}>
      {QUEUE_VIEWS.map((each) => (
        <Link
          key={each}
          to={urls.review.queue({ view: each === 'all' ? undefined : each })}
          aria-current={view === each ? 'page' : undefined}
        >
          {t(`queue.${each}`)}
        </Link>
      ))}
    </nav>
  )
}
