import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { descriptionsSchema } from '~/domain/quality/description'
import { formAssets } from '~/domain/quality/form-assets.queries.server'
import { filesLike, openFiles, progressAt } from '~/domain/quality/open-files.queries.server'
import { purposeOf } from '~/domain/quality/purpose.queries.server'
import { findSelection } from '~/domain/search/selection.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { ProgressBar } from '~/ui/progress-bar'
import { urls } from '~/urls'
import { queueName } from '../quality/queue-name'
import { DescribeForm } from './describe-form'
import { describeQuery, sentFiles } from './describe-query.server'
import { loadFiles } from './load-files.server'
import { lastSave, queueOf } from './load-list.server'
import { saveAndGoOn } from './save-and-go-on.server'
import { SavedNotice } from './saved-notice'
import { largePicture } from './work-picture'

export const handle = { i18n: ['quality', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, params, url, locale, now }) => {
  const scope = { db, viewer, now }
  const of = describeQuery(url)
  const id = params.asset ?? ''
  const ids = await findSelection(db, person, of.selection)
  const open = await openFiles(scope, of)
  // A form that was refused is shown with the files that it had.
  const sent = sentFiles(url).filter((each) => ids.includes(each))
  const progress = progressAt(ids, open, { id: sent[0] ?? id, many: of.many ?? 1 })
  if (!progress) throw redirect(urls.library.asset(id))
  const step = sent.length > 0 ? sent : progress.step
  const purpose = await purposeOf(db, of.q)
  const loading = { purpose, withRest: !of.many, locale }
  const files = await loadFiles(scope, step, loading)
  if (files.length === 0) throw redirect(urls.describe.start(of))
  const coming = progress.next && !of.many ? await loadFiles(scope, [progress.next], loading) : []
  const left = ids.filter((each) => open.has(each) && !step.includes(each))
  const like = of.many ? undefined : await filesLike(db, id, left)
  return {
    ...{ of, progress, files, coming, isOfSearch: purpose.isOfSearch },
    placeOfNext: progress.next ? ids.indexOf(progress.next) + 1 : progress.place,
    like: like && { queue: like.queue.length, folder: like.folder.length, upload: like.upload.length },
    queue: await queueOf(scope, of.q, locale),
    saved: await lastSave(scope, person, { undo: url.searchParams.get('undo'), locale }),
    locale,
    title: fixedT(locale, 'quality')('describe.title'),
  }
})

export const action = staffAction(
  'editor',
  async ({ db, url }) => descriptionsSchema(await formAssets(db, sentFiles(url))),
  async ({ input, ...context }) => redirect(await saveAndGoOn(context, describeQuery(context.url), input)),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type DescribePage = ReturnType<typeof useLoaderData<typeof loader>>

/** One file of a list after the other, or some at a time, with what it lacks. */
export default function DescribeFilesPage() {
  const page = useLoaderData<typeof loader>()
  const { of, progress, placeOfNext, queue, saved, coming, locale, isOfSearch } = page
  const { t } = useTranslation(['quality', 'library'])
  const isAtNext = useIsAhead(page)
  const [next] = coming
  const files = isAtNext ? coming : page.files
  const place = isAtNext ? placeOfNext : progress.place
  useEffect(() => {
    if (next?.asset.hasThumb) new Image().src = largePicture(next.asset)
  }, [next])
  const number = (value: number) => formatNumber(value, locale)
  const last = place + files.length - 1
  const list = queue ? queueName(t, queue) : isOfSearch ? of.q : t('describe.files', { count: progress.total })
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.quality() }, { label: t('describe.title') }]} />}
        title={<bdi>{list}</bdi>}
        intro={t('describe.left', { count: progress.left, shown: number(progress.left) })}
        actions={
          <>
            {progress.previous && (
              <ButtonLink to={urls.describe.file(progress.previous, of)} rel="prev" icon="chevron-start">
                {t('describe.previous')}
              </ButtonLink>
            )}
            <ButtonLink
              to={progress.next ? urls.describe.file(progress.next, of) : urls.describe.done(of)}
              rel="next"
              iconEnd="chevron-end"
            >
              {t('describe.skip')}
            </ButtonLink>
          </>
        }
      />
      <div className="stack">
        <ProgressBar
          label={
            files.length > 1
              ? t('describe.places', { first: number(place), last: number(last), total: number(progress.total) })
              : t('describe.place', { place: number(place), total: number(progress.total) })
          }
          value={(progress.total - progress.left) / progress.total}
        />
        {saved && !isAtNext && <SavedNotice saved={saved} of={of} />}
        <DescribeForm key={files.map(({ asset }) => asset.id).join()} page={page} files={files} />
      </div>
    </>
  )
}

/** Returns whether the next file is shown, which is there already, while the page loads what follows it. */
function useIsAhead({ of, coming }: DescribePage): boolean {
  const { location } = useNavigation()
  const [ahead, setAhead] = useState<string>()
  const id = coming[0]?.asset.id
  const isOpened = id !== undefined && location?.pathname === urls.describe.file(id, of).split('?')[0]
  // It stays when it is saved before the page was loaded.
  useEffect(() => {
    if (isOpened) setAhead(id)
  }, [isOpened, id])
  return isOpened || (id !== undefined && ahead === id)
}
