import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { CaptionsChange } from '~/domain/captions/captions'
import { removeCaptions, setCaptions } from '~/domain/captions/captions.commands.server'
import { captionsOf } from '~/domain/captions/captions.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { AssetCaptions, type CaptionsAnswer } from './asset-captions'
import { RemoveCaptions } from './remove-captions'

export const handle = { i18n: ['library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  if (asset?.kind !== 'video') throw new DomainError('asset.unknown')
  const captions = await captionsOf(db, id)
  const asked = captions.find((each) => each.locale === url.searchParams.get('remove'))
  return { asset, captions, asked, chosen: url.searchParams.get('locale') ?? undefined, locale }
})

export const action = staffAction('editor', CaptionsChange, async ({ db, person, params, input }) => {
  const assetId = params.asset ?? ''
  const key = { assetId, locale: input.locale, seen: input.seen.get(input.locale) }
  if (input.intent === 'remove') await removeCaptions(db, person, key)
  else if (input.file)
    await setCaptions(db, person, key, Buffer.from(await input.file.arrayBuffer())).catch(besideField('file'))
  else if (input.text) await setCaptions(db, person, key, input.text).catch(besideField('text'))
  else throw new DomainError('captions.nothing_given', { field: 'file' })
  return input.after ? redirect(`${urls.library.asset(assetId)}#captions`) : { done: input.intent }
})

/** Shows what is wrong with captions next to the field that they came from. */
const besideField = (field: 'file' | 'text') => (error: unknown) => {
  if (!(error instanceof DomainError) || !error.code.startsWith('captions.')) throw error
  throw new DomainError(error.code, { ...error.facts, field })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

/** The captions of a film on a page of their own, for browsers without scripts. */
export default function CaptionsPage() {
  const { asset, captions, asked, chosen, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<CaptionsAnswer>()
  const { t } = useTranslation('library')
  const crumbs = [
    { label: t('grid.title'), to: urls.library.grid() },
    { label: asset.title, to: urls.library.asset(asset.id) },
  ]
  return (
    <>
      <PageHead above={<Breadcrumbs crumbs={crumbs} />} title={asset.title} />
      <div className="stack">
        {asked && <RemoveCaptions assetId={asset.id} captions={asked} />}
        <AssetCaptions {...{ assetId: asset.id, captions, chosen, answer, locale }} />
      </div>
    </>
  )
}
