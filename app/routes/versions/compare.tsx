import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { findAsset, type ListedVersion, versionsOf } from '~/domain/assets/versions.queries.server'
import { chosenPair, pairOf } from '~/domain/comparisons/comparison'
import { comparisonOf, retryComparison } from '~/domain/comparisons/comparisons.commands.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { renditionsOf } from '~/domain/renditions/renditions.queries.server'
import type { Context, StaffContext } from '~/http/context.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { familyOf } from '~/platform/images/families'
import { AssetCrumbs } from '~/routes/library/asset-crumbs'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { loadAnnotations } from '../annotations/load-annotations.server'
import { useLookAgain } from '../library/use-look-again'
import { CompareChoice } from './compare-choice'
import { CompareDocuments } from './compare-documents'
import { CompareFacts } from './compare-facts'
import { ComparePictures } from './compare-pictures'

export const handle = { i18n: ['versions', 'annotations', 'library', 'viewer', 'ui', 'errors'] }

export const loader = staffLoader('editor', async (context) => {
  const { db, viewer, params, locale, now } = context
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const record = asset && (await findAsset(db, id))
  if (!asset || !record) throw new DomainError('asset.unknown')
  const versions = await versionsOf(db, id)
  const chosen = chosenPair(versions, record, askedNumbers(context))
  return {
    asset: { id, title: asset.title },
    versions: versions.map((version) => ({
      ...{ id: version.id, number: version.number },
      isCurrent: version.id === record.currentVersionId,
      isApproved: version.id === record.approvedVersionId,
    })),
    compared: chosen && (await loadPair(context, id, chosen)),
    locale,
  }
})

async function loadPair(
  context: StaffContext,
  assetId: string,
  { left, right }: { left: ListedVersion; right: ListedVersion },
) {
  const { db } = context
  const sides = { left: await loadSide(context, assetId, left), right: await loadSide(context, assetId, right) }
  const pair = pairOf(left, right)
  const isDocument = sides.left.pages !== null && sides.right.pages !== null
  const isPicture = !isDocument && sides.left.preview !== null && sides.right.preview !== null
  const isWaiting = sides.left.isWaiting || sides.right.isWaiting
  const comparison = isDocument || isPicture || isWaiting ? await comparisonOf(db, pair) : undefined
  const isSameFile = left.sha256 === right.sha256 && left.editHash === right.editHash
  return { assetId, ...sides, ...pair, isDocument, isPicture, isWaiting, isSameFile, comparison }
}

async function loadSide({ db, person }: StaffContext, assetId: string, { extracted: _, ...version }: ListedVersion) {
  const { list } = await loadAnnotations({ db, person }, assetId, version)
  const renditions = await renditionsOf(db, version.id)
  const made = (preset: string) => renditions.find((each) => each.preset === preset && each.state === 'made')
  const [preview, view] = [made('preview'), familyOf(version.kind) === 'document' ? made('view') : undefined]
  return {
    ...version,
    /** Open ones that were made by then, where their place is to be seen. */
    annotations: list.filter(
      ({ state, isShown, versionNumber }) => state !== 'resolved' && isShown && versionNumber <= version.number,
    ),
    preview: preview ? { width: preview.width ?? 1600, height: preview.height ?? 1200 } : null,
    pages: view ? urls.library.media(version.id, 'view') : null,
    isWaiting: renditions.length === 0 || renditions.some(({ state }) => state === 'waiting'),
  }
}

/** The numbers in the address; what is no number counts as not asked. */
function askedNumbers({ url }: Context): { left?: number; right?: number } {
  const number = (name: string) => {
    const text = url.searchParams.get(name) ?? ''
    return /^\d{1,6}$/.test(text) ? Number(text) : undefined
  }
  return { left: number('left'), right: number('right') }
}

/** Compares again what failed. */
export const action = staffAction(
  'editor',
  z.strictObject({ olderId: z.uuid(), newerId: z.uuid() }),
  async ({ db, input }) => {
    await retryComparison(db, input)
    return { done: 'retry' }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export type ComparePage = ReturnType<typeof useLoaderData<typeof loader>>
export type ComparedPair = NonNullable<ComparePage['compared']>
export type ComparedVersion = ComparedPair['left']

export default function ComparePageView() {
  const page = useLoaderData<typeof loader>()
  const { asset, versions, compared, locale } = page
  const { t } = useTranslation(['versions', 'library'])
  useLookAgain(compared?.isWaiting === true || compared?.comparison?.state === 'waiting')
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('compare.title')} />}
        title={t('compare.title')}
        intro={<bdi>{asset.title}</bdi>}
      />
      {!compared && (
        <EmptyState icon="versions" title={t('compare.one_only')}>
          <ButtonLink to={urls.library.asset(asset.id)}>{t('compare.back')}</ButtonLink>
        </EmptyState>
      )}
      {compared && (
        <div className="stack compare">
          <CompareChoice assetId={asset.id} versions={versions} compared={compared} />
          {compared.isSameFile && <Notice>{t('compare.same_file')}</Notice>}
          <Shown key={`${compared.left.id} ${compared.right.id}`} compared={compared} title={asset.title} />
          <CompareFacts compared={compared} versions={versions} locale={locale} />
        </div>
      )}
    </>
  )
}

function Shown({ compared, title }: { compared: ComparedPair; title: string }) {
  const { t } = useTranslation('versions')
  if (compared.isDocument) return <CompareDocuments compared={compared} title={title} />
  if (compared.isPicture) return <ComparePictures compared={compared} title={title} />
  return <Notice live="polite">{compared.isWaiting ? t('compare.being_made') : t('compare.no_pictures')}</Notice>
}
