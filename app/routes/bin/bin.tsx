import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BIN_DAYS } from '~/domain/bin/bin'
import { BIN_PAGE, type BinItem, listBin } from '~/domain/bin/bin.queries.server'
import { mayPurge } from '~/domain/identity/permissions'
import { staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { useDefaultTimeZone } from '~/routes/library/default-time-zone'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { Icon } from '~/ui/icon'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { BinActs } from './bin-acts'

export const handle = { i18n: ['bin', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, person, url, locale }) => {
  const page = Math.min(Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '', 10) || 1), 10_000)
  const items = await listBin(db, person, locale, page)
  return {
    items: items.slice(0, BIN_PAGE),
    page,
    more: items.length > BIN_PAGE,
    mayPurge: mayPurge(person),
    days: BIN_DAYS,
    locale,
    title: fixedT(locale, 'bin')('title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? '' }]

const ICONS = { asset: 'image', collection: 'collection', portal: 'portal', share: 'link' } as const

export default function BinPage() {
  const { items, page, more, mayPurge, days, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bin')
  const zone = useDefaultTimeZone()
  const kept = { days: t('days', { count: days }) }
  return (
    <>
      <PageHead title={t('title')} intro={items.length > 0 && t('intro', kept)} />
      {items.length === 0 ? (
        <EmptyState icon="trash" title={t('empty')}>
          {t('empty_text', kept)}
        </EmptyState>
      ) : (
        <DataTable<BinItem>
          caption={t('title')}
          rows={items}
          rowKey={(item) => item.id}
          stacks
          columns={[
            {
              key: 'name',
              header: t('column.name'),
              names: true,
              cell: (item) => (
                <span className="icon-line">
                  <Icon name={ICONS[item.kind]} />
                  <bdi>{item.name}</bdi>
                </span>
              ),
            },
            { key: 'kind', header: t('column.kind'), cell: (item) => t(`kind.${item.kind}`) },
            {
              key: 'by',
              header: t('column.by'),
              quiet: true,
              cell: (item) => <bdi>{item.deletedByName ?? '—'}</bdi>,
            },
            {
              key: 'at',
              header: t('column.at'),
              quiet: true,
              cell: (item) => formatDateTime(item.deletedAt, zone, locale),
            },
            {
              key: 'left',
              header: t('column.left'),
              cell: (item) => (item.daysLeft ? t('days', { count: item.daysLeft }) : t('over')),
            },
            {
              key: 'acts',
              header: t('column.acts'),
              headerHidden: true,
              cell: (item) => <BinActs item={item} mayPurge={mayPurge} />,
            },
          ]}
        />
      )}
      {(page > 1 || more) && (
        <p className="button-row">
          {page > 1 && <ButtonLink to={urls.bin.list({ page: page - 1 })}>{t('newer')}</ButtonLink>}
          {more && <ButtonLink to={urls.bin.list({ page: page + 1 })}>{t('older')}</ButtonLink>}
        </p>
      )}
    </>
  )
}
