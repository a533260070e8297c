import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AUDIT_TYPES } from '~/domain/audit/audit'
import { listAuditEvents } from '~/domain/audit/audit.server'
import { wholeNumberIn } from '~/http/query'
import { staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Button } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { LoadMore } from '~/ui/pagination'
import { SearchField } from '~/ui/search-field'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { factText } from './fact-text'
import { subjectUrl } from './subject-url'

export const handle = { i18n: ['audit', 'ui', 'errors'] }

const PAGE = 100

export const loader = staffLoader('admin', async ({ db, url, locale }) => {
  const type = url.searchParams.get('type') ?? undefined
  const actor = url.searchParams.get('actor')?.slice(0, 100) || undefined
  const subjectId = url.searchParams.get('subject') ?? undefined
  const before = wholeNumberIn(url, 'before')
  const events = await listAuditEvents(db, { type, actor, subjectId, before }, PAGE + 1)
  const shown = events.slice(0, PAGE)
  const more =
    events.length > PAGE ? urls.admin.audit({ type, actor, subject: subjectId, before: shown.at(-1)?.id }) : undefined
  return { events: shown, more, filter: { type, actor }, locale, title: fixedT(locale, 'audit')('title') }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? '' }]

export default function AuditPage() {
  const { events, more, filter, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('audit')
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <Form method="get" className="filter-bar">
        <Select
          name="type"
          label={t('filter.type')}
          defaultValue={filter.type ?? ''}
          options={[
            { value: '', label: t('filter.all') },
            ...AUDIT_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
          ]}
        />
        <SearchField name="actor" label={t('filter.actor')} defaultValue={filter.actor} />
        <Button type="submit">{t('filter.apply')}</Button>
      </Form>
      {events.length === 0 ? (
        <EmptyState icon="audit" title={t('empty')} />
      ) : (
        <DataTable
          caption={t('title')}
          rows={events}
          rowKey={(event) => String(event.id)}
          stacks
          columns={[
            {
              key: 'at',
              header: t('column.at'),
              cell: (event) => formatDateTime(event.at, 'UTC', locale),
              quiet: true,
            },
            {
              key: 'actor',
              header: t('column.actor'),
              cell: (event) => `${event.actorName} (${t(`actor.${event.actorKind}`)})`,
              names: true,
            },
            { key: 'type', header: t('column.act'), cell: (event) => t(`type.${event.type}`) },
            { key: 'subject', header: t('column.subject'), cell: (event) => <Subject event={event} /> },
            { key: 'facts', header: t('column.facts'), cell: (event) => factText(event.facts, t, locale), quiet: true },
            { key: 'network', header: t('column.network'), cell: (event) => event.network ?? '', quiet: true },
          ]}
        />
      )}
      {more && <LoadMore to={more} shown={events.length} />}
    </>
  )
}

function Subject({
  event,
}: {
  event: { subjectKind: string | null; subjectId: string | null; subjectName: string | null }
}) {
  const href = subjectUrl(event.subjectKind, event.subjectId)
  const name = event.subjectName ?? event.subjectId ?? ''
  return href ? (
    <a className="link" href={href}>
      {name}
    </a>
  ) : (
    name
  )
}
