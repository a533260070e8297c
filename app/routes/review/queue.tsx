import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { houseAssets } from '~/domain/access/house-assets.server'
import { listWaiting } from '~/domain/review/review.server'
import { staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Badge } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { useHouseZone } from '../library/house-zone'
import { kindIcon } from '../library/kind-icon'

export const handle = { i18n: ['library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, locale, now }) => {
  const waiting = await listWaiting(db)
  const assets = await houseAssets(
    db,
    viewer,
    waiting.map((each) => each.assetId),
    locale,
    now,
  )
  const byId = new Map(waiting.map((each) => [each.assetId, each]))
  return {
    title: fixedT(locale, 'library')('queue.title'),
    rows: assets.map((asset) => ({ ...asset, ...byId.get(asset.id)! })),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function QueuePage() {
  const { rows, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('library')
  const zone = useHouseZone()
  return (
    <>
      <PageHead title={t('queue.title')} intro={t('queue.count', { count: rows.length })} />
      {rows.length === 0 ? (
        <EmptyState
          icon="check-circle"
          title={t('queue.empty')}
          actions={<ButtonLink to={urls.library.grid({ state: 'draft' })}>{t('queue.drafts')}</ButtonLink>}
        >
          {t('queue.empty_text')}
        </EmptyState>
      ) : (
        <ul className="order-list">
          {rows.map((row) => (
            <li key={row.id} className="order-item">
              <span className={row.onDark ? 'order-picture ground-dark' : 'order-picture ground-quiet'}>
                {row.hasThumb ? (
                  <img src={urls.library.media(row.versionId, 'thumb')} alt="" loading="lazy" />
                ) : (
                  <Icon name={kindIcon(row.kind)} />
                )}
              </span>
              <span className="order-title">
                <Link className="link" to={urls.library.asset(row.id)} dir="auto">
                  {row.title}
                </Link>
                {row.replaces && <Badge tone="info">{t('queue.replaces')}</Badge>}
                <span className="muted">
                  {row.submittedAt &&
                    t('queue.submitted', {
                      name: row.submittedBy ?? t('history.somebody'),
                      at: formatDateTime(row.submittedAt, zone, locale),
                    })}
                </span>
                {row.note && <q dir="auto">{row.note}</q>}
              </span>
              <ButtonLink to={urls.library.asset(row.id)}>{t('queue.look')}</ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
