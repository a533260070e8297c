import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listCollections } from '~/domain/collections/collection-assets.queries.server'
import { LibraryLookInput } from '~/domain/identity/library-look'
import { chooseLibraryLook } from '~/domain/identity/own-account.commands.server'
import { libraryLookOf } from '~/domain/identity/own-account.queries.server'
import { mayApprove, mayEditAssets } from '~/domain/identity/permissions'
import { foldersInLibrary } from '~/domain/search/folders-in-library.queries.server'
import { countProblems, kindsInLibrary, listLibrary } from '~/domain/search/library.queries.server'
import { likeOf } from '~/domain/search/like.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { shownFacets } from '~/domain/search/shown-facets.queries.server'
import { noteSearch } from '~/http/note-search.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { DropPlace } from '~/routes/uploads/drop-place'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import { FolderBar } from '../folders/folder-bar'
import { SavedBar } from '../saved/saved-bar'
import { SavedList } from '../saved/saved-list'
import { savedViewOf } from '../saved/saved-view.server'
import { LikeNote } from '../similar/like-note'
import { loadUploadTemplates, NO_TEMPLATES } from '../templates/load-upload-templates.server'
import { FacetPanel } from './facet-panel'
import { GridFilter } from './grid-filter'
import { libraryFilter, withColour } from './library-filter.server'
import { LibrarySelection } from './library-selection'
import { ResultView } from './result/result-view'
import { useResultPages } from './result/use-result-pages'
import { DidYouMean, QueryChips } from './search-notes'
import { loadCells, loadFields } from './table/load-table.server'

export const handle = {
  i18n: [
    'library',
    'saved',
    'result',
    'table',
    'spreadsheets',
    'folders',
    'relations',
    'selection',
    'review',
    'metadata',
    'templates',
    'quality',
    'bin',
    'similar',
    'colours',
    'search',
    'ui',
    'errors',
  ],
}

export const loader = staffLoader('viewer', async (context) => {
  const { db, viewer, person, url, locale, now } = context
  const filter = libraryFilter(url)
  const byColour = withColour(url, filter)
  if (byColour) throw redirect(byColour)
  const { q, sort, state, kind, problem, selection, folder, related, like } = filter
  const mayEdit = mayEditAssets(person)
  const collections = mayEdit ? await listCollections(db, viewer, now) : []
  const before = url.searchParams.get('before') ?? undefined
  const saved = await savedViewOf(db, person, url, filter)
  // A saved search opens as it was saved, and changes nothing in how its reader looks at the library.
  const look = { ...(await libraryLookOf(db, person)), ...saved.open?.look }
  const fields = await loadFields(db, mayEdit, locale)
  const result = await listLibrary({ db, viewer, now }, { ...filter, before, withFacets: true }, locale)
  if (q && !before)
    await noteSearch(context, parseQuery(q), { foundNothing: result.total === 0 || result.didYouMean !== undefined })
  return {
    ...result,
    facets: await shownFacets(
      { db, viewer },
      { facets: result.facets, query: parseQuery(result.didYouMean ?? q ?? ''), locale },
    ),
    typed: q,
    kinds: await kindsInLibrary(db, viewer, now),
    problems: mayEdit ? await countProblems(db, viewer, now) : 0,
    look,
    saved,
    table: {
      ...{ fields, mayEdit, locale, personId: person.id },
      cells: await loadCells(
        { db, viewer, now },
        { look, fields, mayEdit, ids: result.assets.map(({ id }) => id), locale },
      ),
    },
    title: fixedT(locale, 'library')('grid.title'),
    // What was searched for, which the parts that are loaded later are asked of, too.
    filter: {
      q: result.didYouMean ?? q,
      sort,
      state,
      kind,
      selection,
      folder,
      related,
      like,
      problem: problem ? 'failed' : undefined,
      saved: saved.open?.code,
    },
    filtered: !!(q || state || kind || problem || selection || folder || related || like),
    like: like === undefined ? undefined : await likeOf({ db, viewer, now }, like, locale),
    folders: await foldersInLibrary({ db, viewer, now }, folder),
    collections: collections.map(({ id, slug, title, sourceLocale }) => ({
      ...{ id, slug },
      title: pickText(title, locale, sourceLocale)?.value ?? slug,
    })),
    templates: mayEdit ? await loadUploadTemplates(db, folder) : NO_TEMPLATES,
    mayEdit,
    mayApprove: mayApprove(person),
    locale,
  }
})

/** The form of the page before scripts run. */
export const action = staffAction('viewer', LibraryLookInput, async ({ db, person, input }) => {
  await chooseLibraryLook(db, person, input)
  return { done: 'look' }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function LibraryPage() {
  const { assets, total, from, next, previous, problems, filter, filtered, look, ...rest } =
    useLoaderData<typeof loader>()
  const { kinds, collections, folders, table, templates, mayEdit, mayApprove, locale, isMore } = rest
  const { facets, typed, didYouMean, saved } = rest
  const { t } = useTranslation('library')
  const scripted = useScripted()
  const pages = useResultPages(filter, { assets, total, isMore, from })
  const view = { pages, begin: from - 1, loaded: assets.length, filter, look, table }
  const pageBehind = (before: string) => urls.library.grid({ ...filter, before })
  const page = (
    <>
      <GridFilter filter={filter} kinds={kinds} folders={folders} mayRelate={mayEdit} />
      <FolderBar way={folders.way} folders={folders.children} filter={filter} mayEdit={mayEdit} />
      {rest.like && <LikeNote like={rest.like} filter={filter} />}
      <QueryChips filter={filter} />
      <SavedBar saved={saved} look={look} />
      {didYouMean && <DidYouMean typed={typed} meant={didYouMean} />}
      {filter.selection && (
        <Notice
          actions={
            <ButtonLink size="s" to={urls.library.grid()}>
              {t('grid.all')}
            </ButtonLink>
          }
        >
          {t('grid.selection', { count: total })}
        </Notice>
      )}
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
      <div className="with-facets">
        <div className="library-side">
          <SavedList saved={saved} />
          <FacetPanel facets={facets} filter={filter} titles={titlesOf(collections)} />
        </div>
        {assets.length === 0 ? (
          <EmptyState
            icon={filtered ? 'search' : 'upload'}
            title={t(filtered ? 'grid.none' : 'grid.empty')}
            actions={filtered ? <ButtonLink to={urls.library.grid()}>{t('grid.all')}</ButtonLink> : undefined}
          >
            {t(filtered ? 'search.tip' : mayEdit ? 'grid.empty_text' : 'grid.empty_viewer')}
          </EmptyState>
        ) : mayEdit ? (
          <LibrarySelection {...view} collections={collections} mayApprove={mayApprove} locale={locale} />
        ) : (
          <ResultView {...view} />
        )}
      </div>
      {!scripted && (next || previous !== undefined) && (
        <Pagination
          from={from}
          to={from + assets.length - 1}
          total={isMore ? undefined : total}
          previous={previous === undefined ? undefined : pageBehind(previous)}
          next={next && pageBehind(next)}
        />
      )}
    </>
  )
  const intro = isMore
    ? t('search.more_than', { total: formatNumber(total, locale) })
    : t('grid.count', { count: total })
  if (!mayEdit)
    return (
      <>
        <PageHead title={t('grid.title')} intro={intro} />
        {page}
      </>
    )
  return (
    <DropPlace title={t('grid.title')} {...{ intro, locale, templates }} folderId={folders.way.at(-1)?.id}>
      {page}
    </DropPlace>
  )
}

const titlesOf = (collections: { slug: string; title: string }[]): Record<string, string> =>
  Object.fromEntries(collections.map(({ slug, title }) => [slug, title]))
