import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { briefState } from '~/domain/intake/brief'
import { listBriefs } from '~/domain/intake/briefs.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatDateTime, formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { BriefBadge } from './brief-badge'

export const handle = { i18n: ['briefs', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, locale, now }) => ({
  briefs: (await listBriefs(db)).map(({ title, sourceLocale, ...brief }) => ({
    ...brief,
    name: pickText(title, locale, sourceLocale)?.value ?? '—',
    state: briefState(brief, now),
  })),
  locale,
  title: fixedT(locale, 'briefs')('list.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function BriefsPage() {
  const { briefs, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('briefs')
  const write = (
    <ButtonLink to={urls.briefs.new()} variant="primary" icon="plus">
      {t('list.new')}
    </ButtonLink>
  )
  const number = (count: number) => formatNumber(count, locale)
  return (
    <>
      <PageHead title={t('list.title')} intro={t('list.intro')} actions={briefs.length > 0 && write} />
      {briefs.length === 0 ? (
        <EmptyState icon="camera" title={t('list.empty')} actions={write}>
          {t('list.empty_text')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('list.title')}
          rows={briefs}
          rowKey={(brief) => brief.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('column.title'),
              names: true,
              cell: (brief) => (
                <Link className="link" to={urls.briefs.show(brief.id)} dir="auto">
                  {brief.name}
                </Link>
              ),
            },
            { key: 'state', header: t('column.state'), cell: (brief) => <BriefBadge state={brief.state} /> },
            {
              key: 'due',
              header: t('column.due'),
              cell: (brief) => (brief.dueAt ? formatDateTime(brief.dueAt, brief.zone, locale) : t('no_deadline')),
            },
            { key: 'guests', header: t('column.guests'), numeric: true, cell: (brief) => number(brief.guests) },
            { key: 'silent', header: t('column.silent'), numeric: true, cell: (brief) => number(brief.silent) },
            { key: 'files', header: t('column.files'), numeric: true, cell: (brief) => number(brief.submitted) },
            { key: 'waiting', header: t('column.waiting'), numeric: true, cell: (brief) => number(brief.waiting) },
            { key: 'by', header: t('column.by'), quiet: true, cell: (brief) => <bdi>{brief.creatorName}</bdi> },
          ]}
        />
      )}
    </>
  )
}
