import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PinChoice } from '~/domain/assets/pin'
import { pinsOfCollection } from '~/domain/assets/pins.queries.server'
import { assetsOfCollection } from '~/domain/collections/collection-assets.queries.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { pinInCollection } from '~/domain/collections/pin.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { refusalsIn } from '~/ui/refusals'
import { urls } from '~/urls'
import { PinsPage } from './pins-page'
import { pinsPageOf } from './pins-page.server'

export const handle = { i18n: ['pins', 'collections', 'library', 'portal', 'ui', 'errors'] }

export const loader = staffLoader('editor', async (context) => {
  const { db, viewer, params, locale, now } = context
  const collection = await findCollection(db, params.collection ?? '')
  if (!collection) throw new DomainError('collection.unknown')
  const [ids, pins] = await Promise.all([
    assetsOfCollection(db, collection.id, viewer, now),
    pinsOfCollection(db, collection.id),
  ])
  const name = pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug
  return { id: collection.id, name, data: await pinsPageOf(context, { ids, pins }) }
})

export const action = staffAction('editor', PinChoice, async ({ db, person, params, input }) => {
  const id = params.collection ?? ''
  await pinInCollection(db, person, id, input)
  return redirect(urls.collections.versions(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function CollectionVersions() {
  const { id, name, data } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['pins', 'collections'])
  return (
    <PinsPage
      data={data}
      name={name}
      crumbs={[
        { label: t('collections:list.title'), to: urls.collections.list() },
        { label: name, to: urls.collections.edit(id) },
      ]}
      intro={t('intro')}
      note={t('intro_portals')}
      errors={refusalsIn(answer)}
      here={(open) => urls.collections.versions(id, open)}
    />
  )
}
