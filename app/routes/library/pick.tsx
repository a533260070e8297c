import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CollectionAssets } from '~/domain/collections/collection'
import { assetsOfCollection } from '~/domain/collections/collection-assets.server'
import { addToCollection, findCollection } from '~/domain/collections/collections.server'
import { listLibrary } from '~/domain/search/library.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { LoadMore } from '~/ui/pagination'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'
import { HouseTiles } from './house-tiles'

export const handle = { i18n: ['collections', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const collection = await findCollection(db, params.collection ?? '')
  if (!collection) throw new DomainError('collection.unknown')
  const q = url.searchParams.get('q') ?? undefined
  const before = url.searchParams.get('before') ?? undefined
  const page = await listLibrary(db, viewer, { q, before }, locale, now)
  const there = new Set(await assetsOfCollection(db, collection.id, viewer, now))
  return {
    ...page,
    id: collection.id,
    name: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
    assets: page.assets.filter((asset) => !there.has(asset.id)),
    q,
  }
})

export const action = staffAction('editor', CollectionAssets, async ({ db, person, params, input }) => {
  const id = params.collection ?? ''
  await addToCollection(db, person, id, input.assets)
  return redirect(urls.collections.edit(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function PickPage() {
  const { id, name, assets, next, total, q } = useLoaderData<typeof loader>()
  const { t } = useTranslation('collections')
  const busy = useNavigation().state !== 'idle'
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const onChange = (asset: string, checked: boolean) => {
    const wanted = new Set(chosen)
    if (checked) wanted.add(asset)
    else wanted.delete(asset)
    setChosen(wanted)
  }
  return (
    <>
      <PageHead
        title={t('pick.title', { name })}
        intro={t('pick.intro')}
        actions={<ButtonLink to={urls.collections.edit(id)}>{t('pick.back')}</ButtonLink>}
      />
      <Form method="get" className="filter-bar" role="search">
        <SearchField defaultValue={q} />
      </Form>
      {assets.length === 0 ? (
        <EmptyState icon="image" title={t('pick.nothing')} />
      ) : (
        <Form method="post">
          <HouseTiles assets={assets} size="s" select={{ name: 'assets', chosen, onChange }} />
          <div className="selection-bar">
            <p role="status">{t('pick.count', { count: chosen.size })}</p>
            <Button type="submit" variant="primary" icon="plus" busy={busy} disabled={chosen.size === 0}>
              {t('pick.submit')}
            </Button>
          </div>
        </Form>
      )}
      {next && <LoadMore to={urls.collections.pick(id, { q, before: next })} shown={assets.length} total={total} />}
    </>
  )
}
