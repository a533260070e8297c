import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { LoadMore } from '~/ui/pagination'
import { urls } from '~/urls'
import { AuditFilterForm } from './audit-filter'
import { auditFilterOf } from './audit-filter.server'
import { AuditTable } from './audit-table'

export const handle = { i18n: ['audit', 'ui', 'errors'] }

const PAGE = 50

export const loader = staffLoader('admin', async ({ db, url, locale }) => {
  const { before, ...filter } = auditFilterOf(url)
  const events = await listAuditEvents(db, { ...filter, before }, PAGE + 1)
  const shown = events.slice(0, PAGE)
  const more = events.length > PAGE ? urls.admin.audit({ ...filter, before: shown.at(-1)?.id }) : undefined
  return { events: shown, more, filter, locale, title: fixedT(locale, 'audit')('title') }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function AuditPage() {
  const { events, more, filter, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('audit')
  return (
    <>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        actions={
          <ButtonLink href={urls.admin.auditExport(filter)} icon="download">
            {t('export')}
          </ButtonLink>
        }
      />
      <AuditFilterForm filter={filter} />
      {events.length === 0 ? (
        <EmptyState icon="audit" title={t('empty')} />
      ) : (
        <AuditTable events={events} locale={locale} />
      )}
      {more && <LoadMore to={more} shown={events.length} />}
    </>
  )
}
