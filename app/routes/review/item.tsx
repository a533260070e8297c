import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textsOf } from '~/domain/assets/asset-texts.queries.server'
import { findAsset, versionsOf } from '~/domain/assets/versions.queries.server'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { viewingOfVersion } from '~/domain/delivery/viewing.queries.server'
import { mayApprove, mayManageConversions } from '~/domain/identity/permissions'
import { outsideFileOf } from '~/domain/intake/outside-file.queries.server'
import { staffFields } from '~/domain/metadata/staff-fields.queries.server'
import { renditionsOf } from '~/domain/renditions/renditions.queries.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { ReviewStep } from '~/domain/review/review'
import { transition } from '~/domain/review/review.commands.server'
import { waitingIds } from '~/domain/review/review.queries.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { useShortcut } from '~/ui/shortcuts'
import { urls } from '~/urls'
import { Annotated } from '../annotations/annotated'
import { AnnotatedPage } from '../annotations/annotated-page'
import { AnnotationPanel } from '../annotations/annotation-panel'
import { loadAnnotations } from '../annotations/load-annotations.server'
import { EditedNote } from '../edits/edited-note'
import { FileSays } from '../file-says/file-says'
import { loadFileSays } from '../file-says/load-file-says.server'
import { AssetPicture } from '../library/asset-picture'
import { StateBadge } from '../library/state-badge'
import { AssignForm } from './assign-form'
import { ItemForm } from './item-form'
import { ItemTexts } from './item-texts'
import { loadReview } from './load-review.server'
import { neighbours } from './neighbours'
import { OutsideDecision } from './outside-decision'
import { OutsidePanel } from './outside-panel'
import { ReviewSteps } from './review-steps'

export const handle = {
  i18n: [
    'review',
    'annotations',
    'references',
    'review-steps',
    'outside',
    'bin',
    'file-says',
    'library',
    'metadata',
    'versions',
    'viewer',
    'edits',
    'ui',
    'errors',
  ],
}

export const loader = staffLoader('editor', async ({ db, viewer, person, params, locale, now, services }) => {
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const record = asset && (await findAsset(db, id))
  const versions = await versionsOf(db, id)
  const version = versions.find((each) => each.id === asset?.versionId)
  const readiness = (await loadReadiness(db, [id])).get(id)
  if (!asset || !record || !version || !readiness) throw new DomainError('asset.unknown')
  return {
    asset,
    version,
    sourceLocale: record.sourceLocale,
    approvedNumber: versions.find((each) => each.id === record.approvedVersionId)?.number,
    renditions: await renditionsOf(db, version.id),
    viewing: await viewingOfVersion({ db, viewer, now }, services.storage, { ...version, versionId: version.id }),
    texts: await textsOf(db, id),
    fields: await staffFields(
      db,
      { assetId: id, kind: version.kind, locale },
      linksFor({ db, viewer, now }, { from: id, locale, hrefOf: urls.library.asset }),
    ),
    rights: await findRights(db, id),
    readiness,
    annotations: await loadAnnotations({ db, person }, id, version),
    fileSays: await loadFileSays(db, id, locale),
    outside: await outsideFileOf(db, id),
    ...neighbours(await waitingIds(db), id),
    mayEdit: true,
    mayApprove: mayApprove(person),
    ...(await loadReview(db, person, { assetId: id, versionId: version.id })),
    mayManageConversions: mayManageConversions(person),
    locale,
  }
})

export const action = staffAction('editor', ReviewStep, async ({ db, person, params, input }) => {
  const id = params.asset ?? ''
  const { next, previous } = neighbours(await waitingIds(db), id)
  const done = await transition(db, person, id, input)
  const to = next ?? previous
  return { done, to: to ? urls.review.item(to) : urls.review.queue() }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export type ReviewItem = ReturnType<typeof useLoaderData<typeof loader>>

export default function ReviewItemPage() {
  const item = useLoaderData<typeof loader>()
  const { asset, version, approvedNumber, place, count, previous, next } = item
  const { t } = useTranslation(['review', 'versions'])
  const navigate = useNavigate()
  useShortcut('n', next ? () => navigate(urls.review.item(next)) : undefined)
  useShortcut('p', previous ? () => navigate(urls.review.item(previous)) : undefined)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('item.queue'), to: urls.review.queue() },
              { label: place ? t('item.place', { place, count }) : t('item.settled') },
            ]}
          />
        }
        title={<bdi>{asset.title}</bdi>}
        intro={<StateBadge asset={asset} />}
        actions={
          <>
            {previous && (
              <ButtonLink to={urls.review.item(previous)} rel="prev" icon="chevron-start">
                {t('item.previous')}
              </ButtonLink>
            )}
            {next && (
              <ButtonLink to={urls.review.item(next)} rel="next" iconEnd="chevron-end">
                {t('item.next')}
              </ButtonLink>
            )}
            {approvedNumber !== undefined && approvedNumber !== version.number && (
              <ButtonLink
                to={urls.library.compare(asset.id, { left: approvedNumber, right: version.number })}
                icon="versions"
              >
                {t('versions:compare.with_approved')}
              </ButtonLink>
            )}
            <ButtonLink to={urls.library.asset(asset.id)} icon="edit">
              {t('item.open')}
            </ButtonLink>
          </>
        }
      />
      <AnnotatedPage data={item.annotations}>
        <div className="with-aside">
          <div className="stack review-viewer">
            <Annotated>{(over) => <AssetPicture page={item} over={over} />}</Annotated>
            <EditedNote version={version} />
            <FileSays assetId={asset.id} versionId={version.id} differences={item.fileSays} from="review" />
          </div>
          <aside className="stack">
            {item.outside && <OutsidePanel outside={item.outside} locale={item.locale} />}
            <ReviewSteps item={item} />
            <ItemForm key={asset.versionId} item={item} />
            {item.outside && item.mayApprove && place !== undefined && (
              <OutsideDecision key={asset.versionId} item={item} />
            )}
            {item.mayApprove && place !== undefined && <AssignForm key={`${asset.id} assign`} item={item} />}
            <AnnotationPanel on="review" />
            <ItemTexts item={item} />
          </aside>
        </div>
      </AnnotatedPage>
    </>
  )
}
