import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findAsset } from '~/domain/assets/versions.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayApprove } from '~/domain/identity/permissions'
import { pendingChanges, returnedChanges } from '~/domain/metadata/withheld-values.queries.server'
import { decideTexts, seenOf } from '~/domain/review/approve-values.commands.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { TextsStep } from '~/domain/review/review'
import { textsWaitingIds } from '~/domain/review/texts-to-review.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { useShortcut } from '~/ui/shortcuts'
import { urls } from '~/urls'
import { WorkPicture } from '../describe/work-picture'
import { ChangeList } from './change-list'
import { changesShown } from './load-changes.server'
import { neighbours } from './neighbours'
import { TextsForm } from './texts-form'

export const handle = { i18n: ['quality', 'review', 'library', 'metadata', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, params, locale, now }) => {
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const record = asset && (await findAsset(db, id))
  const readiness = asset && (await loadReadiness(db, [id])).get(id)
  if (!asset || !record || !readiness) throw new DomainError('asset.unknown')
  const changes = (await pendingChanges(db, [id])).get(id) ?? []
  return {
    asset,
    readiness,
    changes: (await changesShown(db, [changes], locale))(changes),
    seen: seenOf(changes),
    returned: await returnedChanges(db, id),
    ...neighbours(await textsWaitingIds(db), id),
    mayApprove: mayApprove(person),
    locale,
  }
})

export const action = staffAction('editor', TextsStep, async ({ db, person, params, input }) => {
  const id = params.asset ?? ''
  const { next, previous } = neighbours(await textsWaitingIds(db), id)
  await decideTexts(db, person, id, input)
  const to = next ?? previous
  return { done: input.decision, to: to ? urls.review.texts(to) : urls.review.queue() }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export type TextsItem = ReturnType<typeof useLoaderData<typeof loader>>

/** The changed texts of an approved file, beside its picture: approved or sent back, and then the next. */
export default function TextsPage() {
  const item = useLoaderData<typeof loader>()
  const { asset, place, count, previous, next, changes } = item
  const { t } = useTranslation(['quality', 'review'])
  const navigate = useNavigate()
  useShortcut('n', next ? () => navigate(urls.review.texts(next)) : undefined)
  useShortcut('p', previous ? () => navigate(urls.review.texts(previous)) : undefined)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('review:item.queue'), to: urls.review.queue() },
              { label: place ? t('texts.place', { place, count }) : t('review:item.settled') },
            ]}
          />
        }
        title={<bdi>{asset.title}</bdi>}
        intro={t('texts.intro')}
        actions={
          <>
            {previous && (
              <ButtonLink to={urls.review.texts(previous)} rel="prev" icon="chevron-start">
                {t('review:item.previous')}
              </ButtonLink>
            )}
            {next && (
              <ButtonLink to={urls.review.texts(next)} rel="next" iconEnd="chevron-end">
                {t('review:item.next')}
              </ButtonLink>
            )}
            <ButtonLink to={urls.library.asset(asset.id)} icon="edit">
              {t('review:item.open')}
            </ButtonLink>
          </>
        }
      />
      <div className="with-aside">
        <div className="stack">
          <section className="panel stack" aria-labelledby="changes-heading">
            <h2 id="changes-heading">{t('texts.heading')}</h2>
            {changes.length > 0 ? <ChangeList changes={changes} /> : <p className="muted">{t('texts.same')}</p>}
          </section>
          <WorkPicture asset={asset} />
        </div>
        <aside className="stack">
          <TextsForm key={asset.id} item={item} />
        </aside>
      </div>
    </>
  )
}
