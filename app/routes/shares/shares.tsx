import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { shareState } from '~/domain/shares/share'
import { listShares } from '~/domain/shares/shares.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { CopyAddress } from './copy-address'
import { ShareBadge } from './share-badge'

export const handle = { i18n: ['shares', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, person, locale, now }) => {
  const shares = await listShares(db, person)
  return {
    shares: shares.map((share) => ({ ...share, state: shareState(share, now) })),
    locale,
    title: fixedT(locale, 'shares')('list.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function SharesPage() {
  const { shares, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('shares')
  const choose = (
    <ButtonLink to={urls.library.grid()} variant="primary" icon="link">
      {t('list.new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title={t('list.title')} intro={t('list.intro')} actions={shares.length > 0 && choose} />
      {shares.length === 0 ? (
        <EmptyState icon="link" title={t('list.empty')} actions={choose}>
          {t('list.empty_text')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('list.title')}
          rows={shares}
          rowKey={(share) => share.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('column.title'),
              names: true,
              cell: (share) => (
                <Link className="link" to={urls.shares.manage(share.id)}>
                  {share.title}
                </Link>
              ),
            },
            { key: 'state', header: t('column.state'), cell: (share) => <ShareBadge state={share.state} /> },
            {
              key: 'until',
              header: t('column.until'),
              cell: (share) => (share.expiresAt ? formatDateTime(share.expiresAt, share.zone, locale) : t('no_end')),
            },
            { key: 'files', header: t('column.files'), numeric: true, cell: (share) => share.assetCount },
            { key: 'downloads', header: t('column.downloads'), numeric: true, cell: (share) => share.downloadCount },
            {
              key: 'last',
              header: t('column.last'),
              quiet: true,
              cell: (share) => (share.lastDownloadAt ? formatDateTime(share.lastDownloadAt, share.zone, locale) : '—'),
            },
            { key: 'by', header: t('column.by'), quiet: true, cell: (share) => share.creatorName },
            {
              key: 'address',
              header: t('address.column'),
              cell: (share) =>
                share.state !== 'revoked' && <CopyAddress id={share.id} keepsAddress={share.keepsAddress} size="s" />,
            },
          ]}
        />
      )}
    </>
  )
}
