import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { likelyTargets, outsideFileOf } from '~/domain/intake/outside-file.queries.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Badge } from '~/ui/badge'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'
import { useDecisionForm } from './use-decision-form'

export const handle = { i18n: ['outside', 'review', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, viewer, params, url, locale, now }) => {
  const id = params.asset ?? ''
  const scope = { db, viewer, now }
  const [asset] = await staffAssets(scope, [id], locale)
  const outside = asset && (await outsideFileOf(db, id))
  if (!asset || !outside?.isFirst) throw new DomainError('asset.unknown')
  const q = url.searchParams.get('q') || undefined
  const likely = q ? [] : await likelyTargets(db, id)
  const found = q
    ? (await listLibrary(scope, { q }, locale)).assets
    : await staffAssets(
        scope,
        likely.map(({ assetId }) => assetId),
        locale,
      )
  const reasons = new Map(likely.map(({ assetId, reason }) => [assetId, reason]))
  return {
    ...{ asset, q },
    targets: found
      .filter((target) => target.id !== id)
      .map((target) => ({ ...target, reason: reasons.get(target.id) })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export default function AcceptAsPage() {
  const { asset, targets, q } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['outside', 'review'])
  const { onSubmit, busy, result } = useDecisionForm({ text: t('accepted', { title: asset.title }) })
  const errors = Object.values(result?.error ?? {}).flatMap((messages) => messages ?? [])
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('review:item.queue'), to: urls.review.queue() },
              { label: asset.title, to: urls.review.item(asset.id) },
              { label: t('accept_as.here') },
            ]}
          />
        }
        title={t('accept_as.title', { title: asset.title })}
        intro={t('accept_as.intro')}
      />
      <Form method="get" className="filter-bar" role="search">
        <SearchField defaultValue={q} label={t('accept_as.search')} />
        <Button type="submit">{t('accept_as.find')}</Button>
      </Form>
      <form method="post" action={urls.review.accept(asset.id)} onSubmit={onSubmit} className="stack">
        <input type="hidden" name="versionId" value={asset.versionId} />
        {errors.length > 0 && (
          <Notice tone="bad" live="assertive">
            {errors.join(' ')}
          </Notice>
        )}
        <div className="accept-as">
          <figure className="accept-as-new">
            <RowPicture asset={asset} />
            <figcaption>{t('accept_as.new')}</figcaption>
          </figure>
          <fieldset className="fieldset relation-choices">
            <legend>{q ? t('accept_as.found', { q }) : t('accept_as.likely')}</legend>
            {targets.length === 0 && <p className="muted">{t(q ? 'accept_as.none_found' : 'accept_as.none')}</p>}
            <ul className="relation-list">
              {targets.map((target, index) => (
                <Target key={target.id} target={target} isFirst={index === 0 && !q} />
              ))}
            </ul>
          </fieldset>
        </div>
        <div className="button-row">
          <Button type="submit" variant="primary" icon="check" busy={busy} disabled={targets.length === 0}>
            {t('accept_as.accept')}
          </Button>
          <ButtonLink to={urls.review.item(asset.id)}>{t('accept_as.cancel')}</ButtonLink>
        </div>
      </form>
    </>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['targets'][number]

function Target({ target, isFirst }: { target: Shown; isFirst: boolean }) {
  const { t } = useTranslation('outside')
  return (
    <li>
      <label className="relation-row">
        <input type="radio" className="radio" name="targetId" value={target.id} required defaultChecked={isFirst} />
        <RowPicture asset={target} />
        <span className="relation-name">
          <span dir="auto">{target.title}</span>
          <StateBadge asset={target} />
          {target.reason && <Badge tone="info">{t(`accept_as.reason.${target.reason}`)}</Badge>}
        </span>
      </label>
    </li>
  )
}
