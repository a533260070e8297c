import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listAgreements } from '~/domain/intake/agreements.queries.server'
import { staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Badge } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'

export const handle = { i18n: ['agreements', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => ({
  agreements: await listAgreements(db),
  title: fixedT(locale, 'agreements')('title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function AgreementsPage() {
  const { agreements } = useLoaderData<typeof loader>()
  const { t } = useTranslation('agreements')
  const write = (
    <ButtonLink to={urls.briefs.newAgreement()} variant="primary" icon="plus">
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} actions={agreements.length > 0 && write} />
      {agreements.length === 0 ? (
        <EmptyState icon="document" title={t('empty')} actions={write}>
          {t('empty_text')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          rows={agreements}
          rowKey={(agreement) => agreement.id}
          stacks
          columns={[
            {
              key: 'name',
              header: t('column.name'),
              names: true,
              cell: ({ id, name }) => (
                <Link className="link" to={urls.briefs.agreement(id)} dir="auto">
                  {name}
                </Link>
              ),
            },
            {
              key: 'state',
              header: t('column.state'),
              cell: ({ retiredAt }) =>
                retiredAt ? <Badge>{t('state.retired')}</Badge> : <Badge tone="ok">{t('state.used')}</Badge>,
            },
            { key: 'versions', header: t('column.versions'), numeric: true, cell: ({ versions }) => versions },
            { key: 'accepted', header: t('column.accepted'), numeric: true, cell: ({ accepted }) => accepted },
            { key: 'briefs', header: t('column.briefs'), numeric: true, cell: ({ briefs }) => briefs },
          ]}
        />
      )}
    </>
  )
}
