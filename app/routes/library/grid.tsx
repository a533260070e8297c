import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listCollections } from '~/domain/collections/collection-assets.server'
import { addToCollection } from '~/domain/collections/collections.server'
import { roleIncludes } from '~/domain/identity/person'
import { countProblems, LIBRARY_STATES, type LibraryState, listLibrary } from '~/domain/search/library.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { LoadMore } from '~/ui/pagination'
import { urls } from '~/urls'
import { DropPlace } from './drop-place'
import { GridFilter } from './grid-filter'
import { GridSelection } from './grid-selection'
import { HouseTiles } from './house-tiles'

export const handle = { i18n: ['library', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, viewer, person, url, locale, now }) => {
  const asked = (name: string) => url.searchParams.get(name) || undefined
  const state = LIBRARY_STATES.find((each) => each === asked('state')) as LibraryState | undefined
  const filter = { q: asked('q'), state, kind: asked('kind'), problem: asked('problem') === 'failed' }
  const mayEdit = roleIncludes(person.role, 'editor')
  const collections = mayEdit ? await listCollections(db, viewer, now) : []
  return {
    ...(await listLibrary(db, viewer, { ...filter, before: asked('before') }, locale, now)),
    problems: mayEdit ? await countProblems(db, viewer, now) : 0,
    title: fixedT(locale, 'library')('grid.title'),
    filter: { q: filter.q, state, kind: filter.kind, problem: filter.problem ? 'failed' : undefined },
    filtered: !!(filter.q || state || filter.kind || filter.problem),
    collections: collections.map(({ id, slug, title, sourceLocale }) => ({
      id,
      title: pickText(title, locale, sourceLocale)?.value ?? slug,
    })),
    mayEdit,
    locale,
  }
})

const Collect = z.strictObject({ collectionId: z.uuid(), assets: z.array(z.uuid()).min(1).max(500) })

export const action = staffAction('editor', Collect, async ({ db, person, input }) => {
  await addToCollection(db, person, input.collectionId, input.assets)
  return redirect(urls.collections.edit(input.collectionId))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function LibraryPage() {
  const { assets, total, next, problems, filter, filtered, collections, mayEdit, locale } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('library')
  const tiles = (select?: Parameters<typeof HouseTiles>[0]['select']) => <HouseTiles assets={assets} select={select} />
  const page = (
    <>
      <GridFilter filter={filter} />
      {problems > 0 && !filter.problem && (
        <Notice
          tone="warn"
          actions={
            <ButtonLink size="s" to={urls.library.grid({ problem: 'failed' })}>
              {t('grid.problems_show')}
            </ButtonLink>
          }
        >
          {t('grid.problems', { count: problems })}
        </Notice>
      )}
      {assets.length === 0 ? (
        <EmptyState
          icon={filtered ? 'search' : 'upload'}
          title={t(filtered ? 'grid.none' : 'grid.empty')}
          actions={filtered ? <ButtonLink to={urls.library.grid()}>{t('grid.all')}</ButtonLink> : undefined}
        >
          {t(filtered ? 'grid.none_text' : mayEdit ? 'grid.empty_text' : 'grid.empty_viewer')}
        </EmptyState>
      ) : mayEdit ? (
        <GridSelection collections={collections}>{tiles}</GridSelection>
      ) : (
        tiles()
      )}
      {next && <LoadMore to={urls.library.grid({ ...filter, before: next })} shown={assets.length} total={total} />}
    </>
  )
  const intro = t('grid.count', { count: total })
  if (!mayEdit)
    return (
      <>
        <PageHead title={t('grid.title')} intro={intro} />
        {page}
      </>
    )
  return (
    <DropPlace title={t('grid.title')} intro={intro} locale={locale}>
      {page}
    </DropPlace>
  )
}
