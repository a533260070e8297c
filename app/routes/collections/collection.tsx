import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'
import { pinsOfCollection } from '~/domain/assets/pins.queries.server'
import { CollectionMove, CollectionTexts, PutBack, targetOf } from '~/domain/collections/collection'
import { COLLECTION_PAGE, collectionPage } from '~/domain/collections/collection-assets.queries.server'
import {
  addToCollection,
  changeCollection,
  moveInCollection,
  removeFromCollection,
} from '~/domain/collections/collections.commands.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { findRule, placedAmong } from '~/domain/collections/smart-collections.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { isFollowed } from '~/domain/notices/follows.queries.server'
import { leaveToSearch } from '~/domain/smart/settle.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { useResult } from '~/routes/library/use-result'
import { RuleLine } from '~/routes/smart/rule-line'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { urls } from '~/urls'
import { FollowButton } from '../inbox/follow-button'
import { CollectionForm } from './collection-form'
import { CollectionOrderList } from './collection-order'
import { DeleteCollection } from './delete-collection'

export const handle = {
  i18n: ['collections', 'smart', 'pins', 'bin', 'inbox', 'library', 'selection', 'review', 'metadata', 'ui', 'errors'],
}

export const loader = staffLoader('editor', async ({ db, viewer, person, params, url, locale, now }) => {
  const collection = await findCollection(db, params.collection ?? '')
  if (!collection) throw new DomainError('collection.unknown')
  const asked = Number(url.searchParams.get('page'))
  const { ids, ...shown } = await collectionPage(
    { db, viewer, now },
    collection.id,
    Number.isInteger(asked) ? asked : 1,
  )
  const rule = await findRule(db, collection.id)
  const [cover] = await staffAssets({ db, viewer, now }, [collection.coverAssetId ?? ''], locale)
  return {
    ...shown,
    from: (shown.page - 1) * COLLECTION_PAGE + 1,
    collection,
    rule,
    placed: rule ? await placedAmong(db, collection.id, ids) : undefined,
    cover,
    name: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
    assets: await staffAssets({ db, viewer, now }, ids, locale),
    pins: Object.fromEntries(await pinsOfCollection(db, collection.id)),
    isFollowed: await isFollowed(db, person.id, { collectionId: collection.id }),
    locale,
  }
})

const Change = z.discriminatedUnion('intent', [
  CollectionTexts.extend({ intent: z.literal('texts') }),
  CollectionMove.extend({ intent: z.literal('move') }),
  z.strictObject({ intent: z.literal('remove'), assets: AssetIds }),
  PutBack.extend({ intent: z.literal('put_back') }),
  z.strictObject({ intent: z.literal('to_search'), assets: AssetIds }),
])

export const action = staffAction('editor', Change, async ({ db, person, params, input }) => {
  const id = params.collection ?? ''
  const { intent } = input
  if (intent === 'move') await moveInCollection(db, person, id, { assetIds: input.assets, to: targetOf(input) })
  else if (intent === 'put_back')
    await addToCollection(db, person, id, { assetIds: input.assets, to: targetOf(input), pins: input.pins })
  else if (intent === 'to_search') await leaveToSearch(db, person, id, input.assets)
  else if (intent === 'remove') return { done: intent, count: await removeFromCollection(db, person, id, input.assets) }
  else {
    const { intent: _, ...texts } = input
    await changeCollection(db, person, id, texts)
  }
  return { done: intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function CollectionPage() {
  const { collection, name, assets, cover, from, total, page, pages, ...rest } = useLoaderData<typeof loader>()
  const { pins, rule, placed, isFollowed, locale } = rest
  const answer = useActionData<Answer>()
  const { t } = useTranslation(['collections', 'pins', 'smart'])
  const saved = answer?.done === 'texts' ? answer : undefined
  const add = (
    <ButtonLink to={urls.collections.pick(collection.id)} icon="plus" variant={assets.length ? 'quiet' : 'primary'}>
      {t('edit.add')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title={name}
        intro={t('list.count', { count: total })}
        actions={
          <>
            <FollowButton collection={collection.id} isFollowed={isFollowed} key={collection.id} />
            {add}
            {assets.length > 0 && (
              <ButtonLink to={urls.collections.versions(collection.id)} icon="versions">
                {t('pins:link')}
              </ButtonLink>
            )}
            {assets.length > 0 && (
              <ButtonLink to={urls.shares.new({ collection: collection.id })} icon="link" variant="primary">
                {t('edit.share')}
              </ButtonLink>
            )}
          </>
        }
      />
      {rule && <RuleLine collectionId={collection.id} rule={rule} />}
      {assets.length === 0 ? (
        <EmptyState icon="image" title={t(rule ? 'smart:empty.title' : 'edit.empty')} actions={add}>
          {t(rule ? 'smart:empty.text' : 'edit.empty_text')}
        </EmptyState>
      ) : (
        <CollectionOrderList
          assets={assets}
          coverId={collection.coverAssetId}
          from={from}
          total={total}
          pins={pins}
          placed={placed}
          locale={locale}
        />
      )}
      {pages > 1 && (
        <Pagination
          from={from}
          to={from + assets.length - 1}
          total={total}
          previous={page > 1 ? urls.collections.edit(collection.id, page - 1) : undefined}
          next={page < pages ? urls.collections.edit(collection.id, page + 1) : undefined}
        />
      )}
      <CollectionForm collection={collection} assets={assets} cover={cover} result={useResult(answer)} saved={saved} />
      <p className="page-end">
        <DeleteCollection id={collection.id} name={name} />
      </p>
    </>
  )
}
