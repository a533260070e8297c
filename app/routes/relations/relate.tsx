import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { DIRECTIONS, RELATION_KINDS, RelationInput, relationOf } from '~/domain/relations/relation'
import { addRelation } from '~/domain/relations/relations.commands.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { AssetCrumbs } from '~/routes/library/asset-crumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pagination } from '~/ui/pagination'
import { refusalsIn } from '~/ui/refusals'
import { SearchField } from '~/ui/search-field'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'

export const handle = { i18n: ['relations', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const [asset] = await staffAssets({ db, viewer, now }, [params.asset ?? ''], locale)
  if (!asset) throw new DomainError('asset.unknown')
  const q = url.searchParams.get('q') || undefined
  const before = url.searchParams.get('before') ?? undefined
  const page = await listLibrary({ db, viewer, now }, { q, before }, locale)
  return { ...page, q, asset, assets: page.assets.filter(({ id }) => id !== asset.id) }
})

/** Kind and direction are one choice of the form. */
const Said = z.strictObject({
  said: z.enum(RELATION_KINDS.flatMap((kind) => DIRECTIONS.map((direction) => `${direction}:${kind}` as const))),
  other: RelationInput.shape.other,
})

export const action = staffAction('editor', Said, async ({ db, person, params, input: { said, other } }) => {
  const id = params.asset ?? ''
  const kind = RELATION_KINDS.find((each) => said.endsWith(`:${each}`)) ?? 'variant_of'
  const direction = said.startsWith('to:') ? 'to' : 'from'
  await addRelation(db, person, relationOf(id, { kind, direction, other }))
  return redirect(urls.library.asset(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export default function RelatePage() {
  const { asset, assets, q, from, total, next, previous } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['relations', 'library'])
  const errors = refusalsIn(answer)
  const pageBehind = (before: string) => urls.library.relate(asset.id, { q, before })
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('relation.add')} />}
        title={t('relation.pick.title', { title: asset.title })}
      />
      <Form method="get" className="filter-bar" role="search">
        <SearchField defaultValue={q} label={t('relation.pick.search')} />
        <Button type="submit">{t('relation.pick.find')}</Button>
      </Form>
      <Form method="post" className="stack">
        {errors.length > 0 && (
          <Notice tone="bad" live="assertive">
            {t('relation.pick.choose')} {errors.filter((error) => / /.test(error)).join(' ')}
          </Notice>
        )}
        <Select
          name="said"
          label={t('relation.pick.kind', { title: asset.title })}
          options={DIRECTIONS.flatMap((direction) =>
            RELATION_KINDS.map((kind) => ({
              value: `${direction}:${kind}`,
              label: t(`relation.choice.${direction}.${kind}`),
            })),
          )}
        />
        <fieldset className="fieldset relation-choices">
          <legend>{t('relation.pick.other')}</legend>
          {assets.length === 0 && <p className="muted">{t('relation.pick.none')}</p>}
          <ul className="relation-list">
            {assets.map((other) => (
              <li key={other.id}>
                <label className="relation-row">
                  <input type="radio" className="radio" name="other" value={other.id} required />
                  <RowPicture asset={other} />
                  <span className="relation-name">
                    <span dir="auto">{other.title}</span>
                    <StateBadge asset={other} />
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <div className="button-row">
          <Button type="submit" variant="primary">
            {t('relation.add')}
          </Button>
          <ButtonLink to={urls.library.asset(asset.id)}>{t('relation.pick.cancel')}</ButtonLink>
        </div>
      </Form>
      {(next || previous !== undefined) && (
        <Pagination
          from={from}
          to={Math.min(from + 59, total)}
          total={total}
          previous={previous === undefined ? undefined : pageBehind(previous)}
          next={next && pageBehind(next)}
        />
      )}
    </>
  )
}
