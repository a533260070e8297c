import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { MergeInput } from '~/domain/duplicates/duplicate'
import { mergeAssets } from '~/domain/duplicates/merge.commands.server'
import { mergePlan } from '~/domain/duplicates/merge-plan.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { refusalsIn } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { StateBadge } from '../library/state-badge'
import { MergeConsequences } from './merge-consequences'

export const handle = { i18n: ['relations', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, url, locale, now }) => {
  const asked = MergeInput.safeParse(Object.fromEntries(url.searchParams))
  if (!asked.success) throw new DomainError('asset.unknown')
  const { keep, merge } = asked.data
  const ids = merge.filter((id) => id !== keep)
  const [kept] = await staffAssets({ db, viewer, now }, [keep], locale)
  const merged = await staffAssets({ db, viewer, now }, ids, locale)
  if (!kept || merged.length === 0) throw new DomainError('asset.unknown')
  const plans = []
  for (const asset of merged) {
    const plan = await mergePlan(db, person, { keepId: keep, mergedId: asset.id }, { locale, now })
    if (plan) plans.push({ ...plan, asset })
  }
  return { kept, plans, mayMerge: plans.every((plan) => plan.mayMerge), locale }
})

export const action = staffAction('editor', MergeInput, async ({ db, person, input, now }) => {
  await mergeAssets(db, { by: person, now }, input)
  return redirect(urls.library.asset(input.keep))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.kept.title ?? 'Vitrine' }]

export type MergePageData = ReturnType<typeof useLoaderData<typeof loader>>

export default function MergePage() {
  const { kept, plans, mayMerge, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('relations')
  const errors = refusalsIn(answer)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('dup.title'), to: urls.library.duplicates() },
              { label: t('merge.title', { title: kept.title }) },
            ]}
          />
        }
        title={t('merge.title', { title: kept.title })}
        intro={t('merge.intro')}
      />
      <div className="stack">
        <RefusedNotice messages={errors} />
        <section className="panel stack" aria-labelledby="kept-heading">
          <h2 id="kept-heading">{t('merge.kept')}</h2>
          <p className="relation-row">
            <RowPicture asset={kept} />
            <span className="relation-name">
              <bdi>{kept.title}</bdi>
              <StateBadge asset={kept} />
            </span>
          </p>
          <p>{t('merge.keeps')}</p>
        </section>
        {plans.map((plan) => (
          <MergeConsequences key={plan.mergedId} plan={plan} locale={locale} />
        ))}
        <p>{t('merge.undo')}</p>
        <Form method="post" className="button-row">
          <input type="hidden" name="keep" value={kept.id} />
          <input type="hidden" name="merge" value={plans.map(({ mergedId }) => mergedId).join()} />
          {mayMerge && (
            <Button type="submit" variant="primary">
              {t('merge.submit')}
            </Button>
          )}
          <ButtonLink to={urls.library.duplicates()}>{t('merge.cancel')}</ButtonLink>
        </Form>
      </div>
    </>
  )
}
