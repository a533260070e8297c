import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { PlaceKey } from '~/domain/swaps/place'
import { placesOf } from '~/domain/swaps/places.queries.server'
import { swapAsset } from '~/domain/swaps/swaps.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { AssetCrumbs } from '~/routes/library/asset-crumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsIn } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { placeText } from './place-text'

export const handle = { i18n: ['relations', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, params, url, locale, now }) => {
  const ids = [params.asset ?? '', url.searchParams.get('by') ?? '']
  const [asset, by] = await staffAssets({ db, viewer, now }, ids, locale)
  if (!asset || !by) throw new DomainError('asset.unknown')
  return { asset, by, places: await placesOf(db, person, asset.id, { locale, now }) }
})

const MOST_PLACES = 1000

const Swap = z.strictObject({ by: z.uuid(), places: z.array(PlaceKey).max(MOST_PLACES).default([]) })

export const action = staffAction('editor', Swap, async ({ db, person, params, input, now }) => {
  const fromId = params.asset ?? ''
  await swapAsset(db, { by: person, now }, { fromId, toId: input.by }, input.places)
  return redirect(urls.library.asset(fromId))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export default function SwapPage() {
  const { asset, by, places } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['relations', 'library'])
  const errors = refusalsIn(answer)
  const mayChange = places.some((place) => place.mayChange)
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('swap.title', { title: asset.title })} />}
        title={t('swap.title', { title: asset.title })}
        intro={places.length > 0 ? t('swap.intro', { by: by.title }) : undefined}
      />
      <div className="stack">
        {!by.isApproved && <Notice tone="warn">{t('swap.not_approved', { by: by.title })}</Notice>}
        <RefusedNotice messages={errors} />
        <p className="swap-pair">
          <RowPicture asset={asset} /> <span aria-hidden="true">→</span> <RowPicture asset={by} />
        </p>
        {places.length === 0 && <p>{t('swap.nowhere')}</p>}
        {places.some(({ pin }) => pin) && <Notice>{t('place.pins_move')}</Notice>}
        <Form method="post" className="stack">
          <input type="hidden" name="by" value={by.id} />
          {places.length > 0 && (
            <fieldset className="fieldset">
              <legend>{t('swap.places')}</legend>
              {places.map((place) => (
                <Checkbox
                  key={place.key}
                  id={place.key}
                  name="places"
                  value={place.key}
                  label={placeText(place, t)}
                  help={place.mayChange ? undefined : t('swap.may_not')}
                  defaultChecked={place.mayChange}
                  disabled={!place.mayChange}
                />
              ))}
            </fieldset>
          )}
          <div className="button-row">
            {mayChange && (
              <Button type="submit" variant="primary">
                {t('swap.submit')}
              </Button>
            )}
            <ButtonLink to={urls.library.asset(asset.id)}>{t('relation.pick.cancel')}</ButtonLink>
          </div>
        </Form>
      </div>
    </>
  )
}
