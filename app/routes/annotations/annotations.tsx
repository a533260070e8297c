import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AnnotationAct } from '~/domain/annotations/annotation'
import { personAuthor } from '~/domain/annotations/author'
import { versionsOf } from '~/domain/assets/versions.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { AssetCrumbs } from '../library/asset-crumbs'
import { actOn } from './act-on.server'
import { AnnotatedPage } from './annotated-page'
import { AnnotationPanel } from './annotation-panel'
import { threadId } from './annotations-context'
import { loadAnnotations } from './load-annotations.server'

export const handle = { i18n: ['annotations', 'library', 'references', 'ui', 'errors'] }

/** All annotations of an asset without its viewer, or with `?number=` one with all its comments. */
export const loader = staffLoader('editor', async ({ db, viewer, person, params, url, locale, now }) => {
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const version = asset && (await versionsOf(db, id)).find((each) => each.id === asset.versionId)
  if (!asset || !version) throw new DomainError('asset.unknown')
  const asked = url.searchParams.get('number') ?? ''
  const number = /^\d{1,6}$/.test(asked) ? Number(asked) : undefined
  const annotations = await loadAnnotations({ db, person }, id, version, number)
  if (number !== undefined && annotations.list.length === 0) throw new DomainError('annotation.unknown')
  return {
    asset: { id, title: asset.title },
    number,
    // Without the viewer there is no place to choose.
    annotations: { ...annotations, medium: 'none' as const },
  }
})

/** Answers a form that was sent in place with what was done; one that was sent without scripts leads back to its page. */
export const action = staffAction('editor', AnnotationAct, async ({ db, person, params, input }) => {
  const id = params.asset ?? ''
  const number = await actOn(db, personAuthor(person), id, input)
  const { from } = input
  if (!from) return { done: input.intent, number }
  const page = { asset: urls.library.asset, review: urls.review.item, list: urls.library.annotations }[from](id)
  return redirect(`${page}#${threadId(number)}`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export default function AnnotationsPage() {
  const { asset, number, annotations } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('annotations')
  const refused = answer && 'result' in answer ? answer.result : undefined
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('title')} />}
        title={<bdi>{asset.title}</bdi>}
        actions={
          number === undefined ? undefined : <ButtonLink to={urls.library.annotations(asset.id)}>{t('all')}</ButtonLink>
        }
      />
      <AnnotatedPage data={annotations}>
        <AnnotationPanel on="list" refused={refused} showsAll />
      </AnnotatedPage>
    </>
  )
}
