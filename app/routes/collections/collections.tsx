import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { NewCollection } from '~/domain/collections/collection'
import { listCollections } from '~/domain/collections/collection-assets.queries.server'
import { createCollection } from '~/domain/collections/collections.commands.server'
import { smartAmong } from '~/domain/collections/smart-collections.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { frameOf } from '~/ui/frame'
import { PageHead } from '~/ui/page-head'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'

export const handle = { i18n: ['collections', 'smart', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, locale, now }) => {
  const collections = await listCollections(db, viewer, now)
  const covers = collections.flatMap((collection) => collection.coverId ?? [])
  const smart = await smartAmong(
    db,
    collections.map(({ id }) => id),
  )
  const pictures = new Map((await staffAssets({ db, viewer, now }, covers, locale)).map((asset) => [asset.id, asset]))
  return {
    title: fixedT(locale, 'collections')('list.title'),
    collections: collections.map((collection) => {
      const cover = collection.coverId ? pictures.get(collection.coverId) : undefined
      return {
        id: collection.id,
        title: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
        count: collection.assetCount,
        isSmart: smart.has(collection.id),
        picture: cover?.hasThumb ? urls.library.media(cover.versionId, 'thumb') : undefined,
        frame: frameOf(cover ?? { kind: 'photo', extension: '', needsDarkBackdrop: false }),
      }
    }),
  }
})

export const action = staffAction('editor', NewCollection, async ({ db, person, input, locale }) =>
  redirect(urls.collections.edit(await createCollection(db, person, input.title, locale))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function CollectionsPage() {
  const { collections } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['collections', 'smart'])
  return (
    <>
      <PageHead
        title={t('list.title')}
        intro={t('list.intro')}
        actions={
          <ButtonLink icon="search" to={urls.collections.newSmart()}>
            {t('smart:new.title')}
          </ButtonLink>
        }
      />
      <Form method="post" className="add-row">
        <TextField
          name="title"
          label={t('list.new')}
          errors={answer?.result?.error?.title ?? undefined}
          maxLength={200}
          required
        />
        <Button type="submit" variant="primary" icon="plus">
          {t('list.create')}
        </Button>
      </Form>
      {collections.length === 0 && (
        <EmptyState icon="collection" title={t('list.empty')}>
          {t('list.empty_text')}
        </EmptyState>
      )}
      <ul className="tiles tiles-l">
        {collections.map((collection) => (
          <li key={collection.id} className="tile">
            <div className={`tile-picture backdrop-${collection.frame.backdrop} tile-${collection.frame.fit}`}>
              {collection.picture && <img src={collection.picture} alt="" loading="lazy" />}
            </div>
            <div className="tile-foot">
              <p className="tile-title" dir="auto">
                <Link to={urls.collections.edit(collection.id)}>{collection.title}</Link>
              </p>
              <span className="tile-note">
                {t('list.count', { count: collection.count })}
                {collection.isSmart && ` · ${t('smart:list.smart')}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
