import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { deletableAssets } from '~/domain/assets/asset-deletion.queries.server'
import { holdReasons } from '~/domain/assets/holds.queries.server'
import { isBrokenVersion } from '~/domain/assets/object-findings.queries.server'
import { placesOfPins } from '~/domain/assets/pins.queries.server'
import { sourcesOf } from '~/domain/assets/sources.queries.server'
import { findAsset, versionsOf } from '~/domain/assets/versions.queries.server'
import { captionsOf } from '~/domain/captions/captions.queries.server'
import { sizeOptions } from '~/domain/delivery/size-options.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { viewingOfVersion } from '~/domain/delivery/viewing.queries.server'
import { isEditable } from '~/domain/edits/edit'
import { findFolder } from '~/domain/folders/folders.queries.server'
import { mayApprove, mayEditAssets, mayManageConversions, mayManagePortals } from '~/domain/identity/permissions'
import { returnedChanges } from '~/domain/metadata/withheld-values.queries.server'
import { proposedCredits } from '~/domain/named-persons/named-persons.queries.server'
import { isFollowed } from '~/domain/notices/follows.queries.server'
import { renditionsOf } from '~/domain/renditions/renditions.queries.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'
import { stepsOf } from '~/domain/review/review.queries.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { usesOfAsset } from '~/domain/search/asset-uses.queries.server'
import { neighboursIn } from '~/domain/search/library-range.queries.server'
import { USED_NOWHERE, usedIn } from '~/domain/search/used-in.queries.server'
import { templateOf } from '~/domain/templates/applied-template.queries.server'
import { redirectToKept } from '~/http/merged.server'
import { staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { localOf } from '~/platform/zoned-time'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { PresentFilmProvider } from '~/ui/viewers/film/present-film'
import { urls } from '~/urls'
import { Annotated } from '../annotations/annotated'
import { AnnotatedPage } from '../annotations/annotated-page'
import { AnnotationPanel } from '../annotations/annotation-panel'
import { loadAnnotations } from '../annotations/load-annotations.server'
import { DeleteThings } from '../bin/delete-things'
import { MergedHere } from '../duplicates/merged-here'
import { FileSays } from '../file-says/file-says'
import { loadFileSays } from '../file-says/load-file-says.server'
import { HeldNotice } from '../holds/held-notice'
import { FollowButton } from '../inbox/follow-button'
import { AssetNotices } from '../relations/asset-notices'
import { AssetRelations } from '../relations/asset-relations'
import { loadRelated } from '../relations/load-related.server'
import { SimilarPictures } from '../similar/similar-pictures'
import { AssetVersions } from '../versions/asset-versions'
import { DropVersion, VersionUploads } from '../versions/version-uploads'
import { AssetCaptions } from './asset-captions'
import { AssetCompleteness } from './asset-completeness'
import { AssetEdit } from './asset-edit'
import { AssetFile } from './asset-file'
import { AssetFolder } from './asset-folder'
import { AssetHistory } from './asset-history'
import { AssetNeighbours } from './asset-neighbours'
import { AssetPicture } from './asset-picture'
import { AssetReview } from './asset-review'
import { AssetRights } from './asset-rights'
import { AssetSections } from './asset-sections'
import { AssetSizes } from './asset-sizes'
import { AssetTextsForm } from './asset-texts'
import { AssetUsedIn } from './asset-used-in'
import { libraryFilter, resultQuery } from './library-filter.server'
import { loadCompleteness } from './load-completeness.server'
import { loadMetadata, loadPending } from './load-metadata.server'
import { PendingTexts } from './pending-texts'
import { StateBadge } from './state-badge'

export const handle = {
  i18n: [
    ...[
      'library',
      'metadata',
      'templates',
      'annotations',
      'file-says',
      'result',
      'folders',
      'selection',
      'relations',
      'versions',
      'pins',
      'holds',
      'viewer',
      'sizes',
      'edits',
      'review',
      'named-persons',
      'references',
      'similar',
      'quality',
      'bin',
      'inbox',
      'ui',
      'errors',
    ],
  ],
}

export const loader = staffLoader('viewer', async (context) => {
  const { db, viewer, person, params, url, locale, now, services } = context
  const id = params.asset ?? ''
  const [shown] = await staffAssets({ db, viewer, now }, [id], locale)
  const record = shown && (await findAsset(db, id))
  if (!shown || !record) throw (await redirectToKept(context, viewer)) ?? new DomainError('asset.unknown')
  const mayEdit = mayEditAssets(person)
  const all = await versionsOf(db, id)
  const versions = mayEdit ? all : all.filter((version) => version.id === record.approvedVersionId)
  const version = versions.find((each) => each.id === shown.versionId)
  if (!version) throw new DomainError('asset.unknown')
  const rights = await findRights(db, id)
  const approves = mayApprove(person)
  const template = mayEdit ? await templateOf(db, id) : undefined
  const { embargoUntil, embargoZone, expiresAt, expiresZone } = rights ?? {}
  return {
    asset: shown,
    record,
    versions,
    version,
    renditions: await renditionsOf(db, shown.versionId),
    viewing: await viewingOfVersion({ db, viewer, now }, services.storage, { ...version, versionId: version.id }),
    sizes: (await sizeOptions({ db, viewer, now }, { kind: 'given', versionId: version.id }, locale)).map((size) => ({
      ...size,
      href: urls.library.size(version.id, size.key),
    })),
    template,
    annotations: mayEdit ? await loadAnnotations({ db, person }, id, version) : undefined,
    fileSays: mayEdit ? await loadFileSays(db, id, locale) : [],
    metadata: mayEdit
      ? await loadMetadata({ db, viewer, now }, { id, kind: version.kind, required: template?.required ?? [] }, locale)
      : [],
    pending: mayEdit ? await loadPending(db, id, locale) : [],
    captions: mayEdit && version.kind === 'video' ? await captionsOf(db, id) : [],
    folder: await findFolder(db, record.folderId),
    rights,
    proposed: mayEdit && !rights?.creditLine ? await proposedCredits(db, id) : [],
    local: {
      embargoUntil: embargoUntil ? localOf(embargoUntil, embargoZone ?? 'UTC') : '',
      expiresAt: expiresAt ? localOf(expiresAt, expiresZone ?? 'UTC') : '',
    },
    completeness: mayEdit ? await loadCompleteness(db, id, locale) : undefined,
    returned: mayEdit ? await returnedChanges(db, id) : undefined,
    readiness: mayEdit ? (await loadReadiness(db, [id])).get(id) : undefined,
    sources: mayEdit ? await sourcesOf(db, id) : [],
    isFollowed: await isFollowed(db, person.id, { assetId: id }),
    isBroken: await isBrokenVersion(db, version.id),
    steps: mayEdit ? await stepsOf(db, id) : [],
    mayEdit,
    mayEditPicture: isEditable(version),
    mayApprove: approves,
    mayManageConversions: mayManageConversions(person),
    uses: approves && record.approvedVersionId ? await usesOfAsset(db, id, locale, now) : { portals: [], links: [] },
    held: await holdReasons(db, version.id),
    pins: mayEdit ? Object.fromEntries(await placesOfPins(db, person, id, locale)) : {},
    mayDelete: (await deletableAssets(db, person, [id])).get(id) ?? false,
    related: await loadRelated(context, id),
    used: mayEdit ? await usedIn({ db, viewer, now }, person, id, locale) : USED_NOWHERE,
    opensPortals: mayManagePortals(person),
    within: resultQuery(url),
    neighbours: await neighboursIn({ db, viewer, now }, libraryFilter(url), id),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export type AssetPageData = ReturnType<typeof useLoaderData<typeof loader>>

export default function AssetPage() {
  const page = useLoaderData<typeof loader>()
  const { asset, version, versions, mayEdit, mayDelete, record, rights, local } = page
  const { t } = useTranslation(['library', 'inbox'])
  return (
    <VersionUploads assetId={asset.id} nextNumber={(versions[0]?.number ?? 0) + 1} mayUpload={mayEdit}>
      <PageHead
        above={
          <div className="asset-neighbours">
            <Breadcrumbs
              crumbs={[{ label: t('grid.title'), to: urls.library.grid(page.within) }, { label: version.fileName }]}
            />
            <AssetNeighbours neighbours={page.neighbours} within={page.within} />
          </div>
        }
        title={asset.title}
        intro={<StateBadge asset={asset} />}
        actions={
          <>
            <FollowButton asset={asset.id} isFollowed={page.isFollowed} key={asset.id} />
            <ButtonLink to={urls.inbox.newTask({ asset: asset.id })} icon="plus">
              {t('inbox:new_task')}
            </ButtonLink>
            <ButtonLink href={urls.library.download(version.id, 'original')} icon="download">
              {t('asset.download')}
            </ButtonLink>
            {mayEdit && (
              <ButtonLink to={urls.shares.new({ assets: [asset.id] })} icon="link">
                {t('asset.share')}
              </ButtonLink>
            )}
          </>
        }
      />
      <HeldNotice reasons={page.held} />
      <AssetNotices page={page} />
      <AssetSections page={page} />
      <PresentFilmProvider>
        <AnnotatedPage data={page.annotations}>
          <div className="with-aside">
            <div className="stack">
              <DropVersion title={asset.title}>
                <Annotated>{(over) => <AssetPicture page={page} over={over} />}</Annotated>
              </DropVersion>
              <AssetEdit page={page} />
              {mayEdit && version.kind === 'video' && (
                <AssetCaptions
                  key={`captions-${asset.id}`}
                  {...{ assetId: asset.id, captions: page.captions, locale: page.locale }}
                />
              )}
              <FileSays assetId={asset.id} versionId={version.id} differences={page.fileSays} from="asset" />
              {mayEdit && (
                <PendingTexts id={asset.id} pending={page.pending} returned={page.returned} locale={page.locale} />
              )}
              {mayEdit && (
                <AssetTextsForm
                  key={`texts-${asset.id}`}
                  {...{
                    id: asset.id,
                    groups: page.metadata,
                    sourceLocale: record.sourceLocale,
                    template: page.template,
                  }}
                />
              )}
              {mayEdit && (
                <AssetRights key={`rights-${asset.id}`} {...{ id: asset.id, rights, local, proposed: page.proposed }} />
              )}
              {asset.hasThumb && <SimilarPictures key={`similar-${asset.id}`} id={asset.id} />}
            </div>
            <aside className="stack">
              <AnnotationPanel on="asset" />
              {mayEdit && <AssetCompleteness id={asset.id} completeness={page.completeness} />}
              {mayEdit && <AssetReview page={page} />}
              <AssetFile page={page} />
              <AssetSizes page={page} />
              <AssetFolder page={page} />
              {mayEdit && <AssetVersions page={page} />}
              <AssetRelations page={page} />
              {mayEdit && <AssetUsedIn page={page} />}
              {mayEdit && <AssetHistory page={page} />}
              {mayEdit && <MergedHere page={page} />}
            </aside>
          </div>
        </AnnotatedPage>
      </PresentFilmProvider>
      {mayDelete && (
        <p className="page-end">
          <DeleteThings kind="asset" ids={[asset.id]} name={asset.title} to={urls.library.grid()} />
        </p>
      )}
    </VersionUploads>
  )
}
