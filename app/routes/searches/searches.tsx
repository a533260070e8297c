import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { FEWEST_SHOWN, KEPT_DAYS } from '~/domain/search/search-log'
import { loggedSearches } from '~/domain/search/search-log.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatDate, formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'

export const handle = { i18n: ['searches', 'metadata', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, url, locale }) => {
  const nothingOnly = url.searchParams.get('of') !== 'all'
  const searches = await loggedSearches(db, { nothingOnly })
  const library = fixedT(locale, 'searches')('library')
  return {
    searches: searches.map(({ portals, inLibrary, ...search }) => ({
      ...search,
      places: [
        ...(inLibrary ? [library] : []),
        ...portals.map(({ slug, names }) => pickText(names, locale, 'en')?.value ?? slug),
      ],
    })),
    nothingOnly,
    added: url.searchParams.get('added') ?? undefined,
    locale,
    title: fixedT(locale, 'searches')('title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function SearchesPage() {
  const { searches, nothingOnly, added, locale, title } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['searches', 'metadata'])
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('metadata:title'), to: urls.admin.metadata() }, { label: title }]} />}
        title={title}
        intro={t('intro', { fewest: FEWEST_SHOWN, days: KEPT_DAYS })}
      />
      {added && <Notice live="polite">{t('added', { name: added })}</Notice>}
      <nav className="button-row" aria-label={t('which')}>
        {([true, false] as const).map((nothing) => (
          <ButtonLink
            key={String(nothing)}
            size="s"
            to={urls.admin.searches(nothing ? {} : { of: 'all' })}
            aria-current={nothing === nothingOnly ? 'page' : undefined}
          >
            {t(nothing ? 'of.nothing' : 'of.all')}
          </ButtonLink>
        ))}
      </nav>
      {searches.length === 0 ? (
        <EmptyState icon="search" title={t(nothingOnly ? 'none.nothing' : 'none.all')}>
          {t('none.text', { fewest: FEWEST_SHOWN })}
        </EmptyState>
      ) : (
        <DataTable
          caption={title}
          rows={searches}
          rowKey={({ text }) => text}
          stacks
          columns={[
            {
              ...{ key: 'text', header: t('column.text'), names: true },
              cell: ({ text }) => <bdi>{text}</bdi>,
            },
            {
              ...{ key: 'asked', header: t('column.asked'), numeric: true },
              cell: ({ asked }) => formatNumber(asked, locale),
            },
            {
              ...{ key: 'nothing', header: t('column.nothing'), numeric: true },
              cell: ({ foundNothing }) => formatNumber(foundNothing, locale),
            },
            {
              ...{ key: 'places', header: t('column.places'), quiet: true },
              cell: ({ places }) => <bdi>{places.join(', ')}</bdi>,
            },
            {
              ...{ key: 'last', header: t('column.last'), quiet: true },
              cell: ({ lastDay }) => formatDate(lastDay, locale),
            },
            {
              ...{ key: 'acts', header: t('column.acts'), headerHidden: true },
              cell: ({ text }) => (
                <span className="button-row">
                  <Link className="link" to={urls.admin.searchSynonym(text)} aria-label={t('act.synonym_of', { text })}>
                    {t('act.synonym')}
                  </Link>
                  <Link className="link" to={urls.library.grid({ q: text })} aria-label={t('act.search_for', { text })}>
                    {t('act.search')}
                  </Link>
                </span>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
