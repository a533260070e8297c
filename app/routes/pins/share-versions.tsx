import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PinChoice } from '~/domain/assets/pin'
import { pinsOfShare } from '~/domain/assets/pins.queries.server'
import { mayManageShare } from '~/domain/identity/permissions'
import { pinInShare } from '~/domain/shares/pin.commands.server'
import { assetIdsOfShare, findShare } from '~/domain/shares/shares.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { refusalsIn } from '~/ui/refusals'
import { urls } from '~/urls'
import { PinsPage } from './pins-page'
import { pinsPageOf } from './pins-page.server'

export const handle = { i18n: ['pins', 'shares', 'library', 'portal', 'ui', 'errors'] }

export const loader = staffLoader('editor', async (context) => {
  const { db, person, params } = context
  const share = await findShare(db, params.share ?? '')
  if (!share || !mayManageShare(person, share)) throw new DomainError('share.unknown')
  // Its versions are chosen where the files are.
  if (share.collectionId) throw redirect(urls.collections.versions(share.collectionId))
  const [ids, pins] = await Promise.all([assetIdsOfShare(db, share), pinsOfShare(db, share.id)])
  return { id: share.id, name: share.title, data: await pinsPageOf(context, { ids, pins }) }
})

export const action = staffAction('editor', PinChoice, async ({ db, person, params, input }) => {
  const id = params.share ?? ''
  await pinInShare(db, person, id, input)
  return redirect(urls.shares.versions(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function ShareVersions() {
  const { id, name, data } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['pins', 'shares'])
  return (
    <PinsPage
      data={data}
      name={name}
      crumbs={[
        { label: t('shares:list.title'), to: urls.shares.list() },
        { label: name, to: urls.shares.manage(id) },
      ]}
      intro={t('intro')}
      errors={refusalsIn(answer)}
      here={(open) => urls.shares.versions(id, open)}
    />
  )
}
