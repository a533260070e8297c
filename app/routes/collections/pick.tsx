import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { SORTS, sortOf } from '~/domain/search/sort'
import { staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { BulkReportDialog } from '~/routes/library/bulk-report'
import { ChoosingTiles } from '~/routes/library/choosing-tiles'
import { DidYouMean } from '~/routes/library/search-notes'
import { useSelection } from '~/routes/library/selection'
import { SelectionBar } from '~/routes/library/selection-bar'
import { useBulk } from '~/routes/library/use-bulk'
import { useChooseMatching } from '~/routes/library/use-choose-matching'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterSelect } from '~/ui/filter-select'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'

export const handle = { i18n: ['collections', 'library', 'selection', 'review', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const collection = await findCollection(db, params.collection ?? '')
  if (!collection) throw new DomainError('collection.unknown')
  const q = url.searchParams.get('q') ?? undefined
  const sort = sortOf(url.searchParams.get('sort'))
  const before = url.searchParams.get('before') ?? undefined
  return {
    ...(await listLibrary({ db, viewer, now }, { q, sort, before, outside: collection.id }, locale)),
    id: collection.id,
    name: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
    q,
    // Of what was asked for, which may differ from the order of what was found.
    asked: sort,
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function PickPage() {
  const {
    id,
    name,
    assets,
    total,
    from,
    next,
    previous,
    q,
    asked: sort,
    didYouMean,
    locale,
  } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['collections', 'selection', 'library'])
  const navigate = useNavigate()
  const selection = useSelection()
  const bulk = useBulk((report) => {
    selection.remove(report.done)
    if (report.refused.length === 0) navigate(urls.collections.edit(id))
  })
  const chooseAll = useChooseMatching(selection, urls.library.matching({ q: didYouMean ?? q, sort, outside: id }))
  const add = () => {
    const more = new FormData()
    more.set('collectionId', id)
    bulk.run('collect', selection.ids, more)
  }
  const pageBehind = (before: string) => urls.collections.pick(id, { q: didYouMean ?? q, sort, before })
  return (
    <>
      <PageHead
        title={t('pick.title', { name })}
        intro={t('pick.intro')}
        actions={<ButtonLink to={urls.collections.edit(id)}>{t('pick.back')}</ButtonLink>}
      />
      <Form method="get" className="filter-bar" role="search">
        <SearchField defaultValue={q} />
        <FilterSelect
          name="sort"
          label={t('library:search.sort')}
          any={t('library:search.by.auto')}
          values={SORTS}
          nameOf={(value) => t(`library:search.by.${value}`)}
          value={sort}
        />
        <Button type="submit">{t('library:filter.apply')}</Button>
      </Form>
      {didYouMean && <DidYouMean typed={q} meant={didYouMean} />}
      {assets.length === 0 ? (
        <EmptyState icon="image" title={t('pick.nothing')} />
      ) : (
        <ChoosingTiles assets={assets} size="s" selection={selection} onChooseAll={chooseAll.run} />
      )}
      <SelectionBar
        selection={selection}
        shown={assets.map((asset) => asset.id)}
        busy={bulk.busy}
        progress={bulk.progress}
        acts={[{ id: 'add', label: t('pick.submit'), icon: 'plus', onAction: add }]}
        more={
          total > assets.length && (
            <Button size="s" busy={chooseAll.busy} onClick={chooseAll.run}>
              {t('selection:all', { count: total, total: formatNumber(total, locale) })}
            </Button>
          )
        }
      />
      {(next || previous !== undefined) && (
        <Pagination
          from={from}
          to={from + assets.length - 1}
          total={total}
          previous={previous === undefined ? undefined : pageBehind(previous)}
          next={next && pageBehind(next)}
        />
      )}
      <BulkReportDialog bulk={bulk} selection={selection} />
    </>
  )
}
