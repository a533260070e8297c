import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { houseAssets } from '~/domain/access/house-assets.server'
import { CollectionAssets, CollectionOrder, CollectionWords } from '~/domain/collections/collection'
import { assetsOfCollection } from '~/domain/collections/collection-assets.server'
import {
  changeCollection,
  findCollection,
  orderCollection,
  removeFromCollection,
} from '~/domain/collections/collections.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { CollectionForm } from './collection-form'
import { CollectionOrderList } from './collection-order'
import { DeleteCollection } from './delete-collection'
import { useResult } from './use-result'

export const handle = { i18n: ['collections', 'bin', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, locale, now }) => {
  const collection = await findCollection(db, params.collection ?? '')
  if (!collection) throw new DomainError('collection.unknown')
  const ids = await assetsOfCollection(db, collection.id, viewer, now)
  return {
    collection,
    name: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
    assets: await houseAssets(db, viewer, ids, locale, now),
  }
})

const Change = z.discriminatedUnion('intent', [
  CollectionWords.extend({ intent: z.literal('words') }),
  CollectionOrder.extend({ intent: z.literal('order') }),
  CollectionAssets.extend({ intent: z.literal('remove') }),
])

export const action = staffAction('editor', Change, async ({ db, person, params, input }) => {
  const id = params.collection ?? ''
  if (input.intent === 'order') await orderCollection(db, person, id, input.order)
  else if (input.intent === 'remove') await removeFromCollection(db, person, id, input.assets)
  else {
    const { intent, ...words } = input
    await changeCollection(db, person, id, words)
  }
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function CollectionPage() {
  const { collection, name, assets } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('collections')
  const saved = answer?.done === 'words' ? answer : undefined
  const add = (
    <ButtonLink to={urls.collections.pick(collection.id)} icon="plus" variant={assets.length ? 'quiet' : 'primary'}>
      {t('edit.add')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title={name}
        intro={t('list.count', { count: assets.length })}
        actions={
          <>
            {add}
            {assets.length > 0 && (
              <ButtonLink to={urls.shares.new({ collection: collection.id })} icon="link" variant="primary">
                {t('edit.share')}
              </ButtonLink>
            )}
          </>
        }
      />
      {answer?.done && !saved && (
        <Notice tone="ok" live="polite">
          {t(`edit.done_${answer.done}`)}
        </Notice>
      )}
      {assets.length === 0 ? (
        <EmptyState icon="image" title={t('edit.empty')} actions={add}>
          {t('edit.empty_text')}
        </EmptyState>
      ) : (
        <CollectionOrderList assets={assets} coverId={collection.coverAssetId} />
      )}
      <CollectionForm collection={collection} assets={assets} result={useResult(answer)} saved={saved} />
      <p className="page-end">
        <DeleteCollection id={collection.id} name={name} />
      </p>
    </>
  )
}
