import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { openFiles } from '~/domain/quality/open-files.queries.server'
import { purposeOf } from '~/domain/quality/purpose.queries.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { findSelection } from '~/domain/search/selection.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Badge } from '~/ui/badge'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'
import { queueName } from '../quality/queue-name'
import { checkName } from '../review/check-name'
import { describeQuery } from './describe-query.server'
import { lastSave, queueOf } from './load-list.server'
import { SavedNotice } from './saved-notice'

export const handle = { i18n: ['quality', 'review', 'metadata', 'library', 'ui', 'errors'] }

/** Files of an upload that are listed. */
const MOST_LISTED = 100

export const loader = staffLoader('editor', async ({ db, viewer, person, url, locale, now }) => {
  const scope = { db, viewer, now }
  const of = describeQuery(url)
  const ids = await findSelection(db, person, of.selection)
  if (ids.length === 0) throw redirect(urls.quality())
  const { isOfSearch } = await purposeOf(db, of.q)
  const files = isOfSearch ? [] : await staffAssets(scope, ids.slice(0, MOST_LISTED), locale)
  const readiness = await loadReadiness(
    db,
    files.map(({ id }) => id),
  )
  const isDraft = (state: string) => state === 'draft' || state === 'changes_asked'
  return {
    ...{ of, isOfSearch, total: ids.length, left: isOfSearch ? (await openFiles(scope, of)).size : 0 },
    files: files.map((file) => {
      const checks = readiness.get(file.id)?.checks ?? []
      return { ...file, missing: isDraft(file.state) ? checks.filter(({ met, required }) => required && !met) : [] }
    }),
    ready: files.filter(({ id, state }) => isDraft(state) && readiness.get(id)?.missing.length === 0).length,
    queue: await queueOf(scope, of.q, locale),
    saved: await lastSave(scope, person, { undo: url.searchParams.get('undo'), locale }),
    locale,
    title: fixedT(locale, 'quality')('done.title'),
  }
})

/** Submits those of the list that are ready for review. */
export const action = staffAction('editor', z.strictObject({}), async ({ db, viewer, person, url, locale }) => {
  const assets = await findSelection(db, person, describeQuery(url).selection)
  if (assets.length > 0) await actOnSelection(db, { person, viewer }, { act: 'submit', assets }, locale)
  return { done: 'submitted' }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

/** What became of a list that was gone through: what is left of it, or the files of an upload with what they still lack. */
export default function DescribedPage() {
  const { of, isOfSearch, total, left, files, ready, queue, saved, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['quality', 'review', 'metadata', 'library'])
  const busy = useNavigation().state === 'submitting'
  const number = (value: number) => formatNumber(value, locale)
  const waiting = files.filter(({ state }) => state === 'in_review').length
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.quality() }, { label: t('done.title') }]} />}
        title={queue ? <bdi>{queueName(t, queue)}</bdi> : t('done.title')}
        intro={
          isOfSearch
            ? t('done.through', { count: total, shown: number(total) })
            : t('done.waiting', { count: waiting, shown: number(waiting) })
        }
        actions={
          ready > 0 && (
            <Form method="post">
              <Button type="submit" variant="primary" icon="review" busy={busy}>
                {t('done.submit', { count: ready })}
              </Button>
            </Form>
          )
        }
      />
      <div className="stack">
        {saved && <SavedNotice saved={saved} of={of} />}
        {isOfSearch && (
          <EmptyState
            icon={left > 0 ? 'list' : 'check-circle'}
            title={left > 0 ? t('done.left', { count: left, shown: number(left) }) : t('done.all')}
            actions={
              <>
                {left > 0 && (
                  <ButtonLink to={urls.describe.start(of)} variant="primary">
                    {t('done.again')}
                  </ButtonLink>
                )}
                <ButtonLink to={urls.quality()} variant={left > 0 ? 'quiet' : 'primary'}>
                  {t('done.queues')}
                </ButtonLink>
              </>
            }
          />
        )}
        {files.length > 0 && (
          <ul className="order-list">
            {files.map((file) => (
              <li key={file.id} className="order-item">
                <RowPicture asset={file} />
                <span className="order-title">
                  <Link className="link" to={urls.library.asset(file.id)} dir="auto">
                    {file.title}
                  </Link>
                  <StateBadge asset={file} />
                  {file.missing.map((check) => (
                    <Badge key={check.name} tone="bad">
                      {t('review:queue.missing', { check: checkName(t as never, check, locale) })}
                    </Badge>
                  ))}
                </span>
                {file.missing.length > 0 && (
                  <ButtonLink size="s" to={urls.describe.file(file.id, { ...of, many: undefined })}>
                    {t('done.describe')}
                  </ButtonLink>
                )}
              </li>
            ))}
          </ul>
        )}
        {!isOfSearch && (
          <p className="button-row">
            <ButtonLink to={urls.library.grid({ selection: of.selection })}>{t('done.library')}</ButtonLink>
          </p>
        )}
      </div>
    </>
  )
}
